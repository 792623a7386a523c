$Account = {account}

$Policy = 'AskCody EWS'

if ($Undo) {
    $Before = Read-Before
    if ($PSCmdlet.ShouldProcess($Account, 'Put the authentication policy of the account back to what it was')) {
        $Current = [string] (Get-User -Identity $Account -ErrorAction Stop).AuthenticationPolicy
        # What somebody else has given the account since then, it keeps.
        if ($Before.ContainsKey('Policy') -and ($Current -split '[\\/]')[-1] -eq $Policy) {
            Set-User -Identity $Account -AuthenticationPolicy $Before.Policy -Confirm:$false -ErrorAction Stop
        }
        $Present = Get-AuthenticationPolicy -Identity $Policy -ErrorAction SilentlyContinue
        if ($Before.PolicyMade -and $Present -and [string] $Present.Guid -eq $Before.PolicyMade) {
            $Filter = "AuthenticationPolicy -eq '" + ([string] $Present.DistinguishedName).Replace("'", "''") + "'"
            $Users = @(Get-User -Filter $Filter -ResultSize 2 -ErrorAction Stop)
            if ($Users.Count -eq 0) {
                Remove-AuthenticationPolicy -Identity $Policy -Confirm:$false -ErrorAction Stop
            } else {
                Write-Output 'The policy stays: another account has it.'
            }
        }
        Clear-Before
    }
    return
}

$Current = [string] (Get-User -Identity $Account -ErrorAction Stop).AuthenticationPolicy
$InForce = if ($Current) { $Current } else { [string] (Get-OrganizationConfig -ErrorAction Stop).DefaultAuthenticationPolicy }
if (-not $InForce) {
    Write-Output 'No authentication policy holds for this account. Nothing was changed.'
    return
}
$Old = Get-AuthenticationPolicy -Identity $InForce -ErrorAction Stop
if (-not $Old.BlockLegacyAuthWebServices -and -not $Old.BlockLegacyAuthAutodiscover) {
    Write-Output 'The policy of this account does not block EWS. Nothing was changed.'
    return
}

# All that the policy in force blocks stays blocked for the account, but for EWS and Autodiscover.
$Blocked = @{}
foreach ($Setting in $Old.PSObject.Properties) {
    $IsOurs = $Setting.Name -in @('BlockLegacyAuthWebServices', 'BlockLegacyAuthAutodiscover')
    if ($Setting.Name -like 'BlockLegacyAuth*' -and -not $IsOurs -and $Setting.Value -eq $true) { $Blocked[$Setting.Name] = $true }
}
$Present = Get-AuthenticationPolicy -Identity $Policy -ErrorAction SilentlyContinue
if ($Present) {
    $Open = @($Blocked.Keys | Where-Object { $Present.$_ -ne $true })
    if ($Present.BlockLegacyAuthWebServices -or $Present.BlockLegacyAuthAutodiscover -or $Open.Count -gt 0) {
        throw 'There is a policy with the name that this script uses, and it blocks something else. Look at it first.'
    }
}
if ($PSCmdlet.ShouldProcess($Account, 'Let the account use EWS with a policy of its own')) {
    Open-Before
    if (-not $Present) {
        $Made = New-AuthenticationPolicy -Name $Policy @Blocked -Confirm:$false -ErrorAction Stop
        Save-Before @{ PolicyMade = [string] $Made.Guid }
    }
    Set-User -Identity $Account -AuthenticationPolicy $Policy -Confirm:$false -ErrorAction Stop
    Save-Before @{ Policy = $(if ($Current) { $Current } else { $null }) }
}
