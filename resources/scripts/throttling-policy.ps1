$Account = {account}

$Policy = 'AskCody EWS'

if ($Undo) {
    $Before = Read-Before
    if ($PSCmdlet.ShouldProcess($Account, 'Put the throttling policy of the account back to what it was')) {
        Set-ThrottlingPolicyAssociation -Identity $Account -ThrottlingPolicy $Before.Policy -Confirm:$false -ErrorAction Stop
        if ($Before.PolicyCreated -and (Get-ThrottlingPolicy -Identity $Policy -ErrorAction SilentlyContinue)) {
            Remove-ThrottlingPolicy -Identity $Policy -Confirm:$false -ErrorAction Stop
        }
        Clear-Before
    }
    return
}

$Association = Get-ThrottlingPolicyAssociation -Identity $Account -ErrorAction Stop
$Current = if ($Association.ThrottlingPolicyId) { [string] $Association.ThrottlingPolicyId } else { $null }
if ($Current -and $Current.EndsWith($Policy)) {
    Write-Output 'The account has this policy already. Nothing was changed.'
} elseif ($PSCmdlet.ShouldProcess($Account, 'Give the account a throttling policy of its own')) {
    $HasPolicy = [bool] (Get-ThrottlingPolicy -Identity $Policy -ErrorAction SilentlyContinue)
    Save-Before @{ Policy = $Current; PolicyCreated = -not $HasPolicy }
    if (-not $HasPolicy) {
        New-ThrottlingPolicy -Name $Policy -EwsMaxConcurrency 54 -EwsMaxSubscriptions 5000 -Confirm:$false -ErrorAction Stop
    }
    Set-ThrottlingPolicyAssociation -Identity $Account -ThrottlingPolicy $Policy -Confirm:$false -ErrorAction Stop
}
