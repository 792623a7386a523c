$EwsAddress = {ewsUrl}

if ($Undo) {
    foreach ($Directory in @((Read-Before).Directories)) {
        if ($Directory -and $PSCmdlet.ShouldProcess($Directory, 'Switch Basic authentication off again')) {
            Set-WebServicesVirtualDirectory -Identity $Directory -BasicAuthentication $false -Confirm:$false -ErrorAction Stop
            # One that is off again is not asked for once more.
            $Left = @((Read-Before).Directories | Where-Object { $_ -ne $Directory })
            if ($Left.Count -eq 0) { Clear-Before } else { Write-Before @{ Directories = $Left } }
        }
    }
    return
}

# Every server that may answer for the address needs the setting.
Write-Output "Servers that answer for $EwsAddress need Basic authentication. You are asked for each."
$Off = @(Get-WebServicesVirtualDirectory -ErrorAction Stop | Where-Object { -not $_.BasicAuthentication })
if ($Off.Count -eq 0) {
    Write-Output 'Basic authentication is on for every EWS directory already. Nothing was changed.'
    return
}
foreach ($Directory in $Off) {
    $Identity = [string] $Directory.Identity
    if ($PSCmdlet.ShouldProcess($Identity, 'Switch Basic authentication on for EWS')) {
        Open-Before
        Set-WebServicesVirtualDirectory -Identity $Identity -BasicAuthentication $true -Confirm:$false -ErrorAction Stop
        # Of those that were off, only the ones that you have let it switch on are switched off by -Undo.
        $Done = @((Read-Before).Directories | Where-Object { $_ -and $_ -ne $Identity })
        Write-Before @{ Directories = $Done + $Identity }
    }
}
Write-Output 'Wait a few minutes, or run on each of these servers: Restart-WebAppPool MSExchangeServicesAppPool'
