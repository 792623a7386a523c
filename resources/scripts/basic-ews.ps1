$EwsAddress = {ewsUrl}

if ($Undo) {
    $Left = @()
    foreach ($Directory in (Read-Before).Directories) {
        if ($PSCmdlet.ShouldProcess($Directory, 'Switch Basic authentication off again')) {
            Set-WebServicesVirtualDirectory -Identity $Directory -BasicAuthentication $false -Confirm:$false -ErrorAction Stop
        } else {
            $Left += $Directory
        }
    }
    if ($Left.Count -eq 0) { Clear-Before }
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
        # Of those that were off, only the ones that you have let it switch on are switched off by -Undo.
        $Done = @()
        if (Test-Path -LiteralPath $StateFile) { $Done = @((Read-Before).Directories) }
        Write-Before @{ Directories = @($Done) + $Identity }
        Set-WebServicesVirtualDirectory -Identity $Identity -BasicAuthentication $true -Confirm:$false -ErrorAction Stop
    }
}
Write-Output 'Wait a few minutes, or run on each of these servers: Restart-WebAppPool MSExchangeServicesAppPool'
