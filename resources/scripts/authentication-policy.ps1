$Account = {account}

$Policy = 'AskCody EWS'

if ($Undo) {
    $Before = Read-Before
    if ($PSCmdlet.ShouldProcess($Account, 'Put the authentication policy of the account back to what it was')) {
        Set-User -Identity $Account -AuthenticationPolicy $Before.Policy -Confirm:$false -ErrorAction Stop
        if ($Before.PolicyCreated -and (Get-AuthenticationPolicy -Identity $Policy -ErrorAction SilentlyContinue)) {
            Remove-AuthenticationPolicy -Identity $Policy -Confirm:$false -ErrorAction Stop
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
if ($PSCmdlet.ShouldProcess($Account, 'Let the account use EWS with a policy of its own')) {
    $HasPolicy = [bool] (Get-AuthenticationPolicy -Identity $Policy -ErrorAction SilentlyContinue)
    Save-Before @{ Policy = $(if ($Current) { $Current } else { $null }); PolicyCreated = -not $HasPolicy }
    if (-not $HasPolicy) { New-AuthenticationPolicy -Name $Policy @Blocked -Confirm:$false -ErrorAction Stop }
    Set-User -Identity $Account -AuthenticationPolicy $Policy -Confirm:$false -ErrorAction Stop
}
