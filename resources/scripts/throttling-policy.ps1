$Account = {account}

$Policy = 'AskCody EWS'

# The last part of its name, which may stand with the path before it.
function Read-PolicyName {
    $Association = Get-ThrottlingPolicyAssociation -Identity $Account -ErrorAction Stop
    if ($Association.ThrottlingPolicyId) { [string] $Association.ThrottlingPolicyId } else { $null }
}

if ($Undo) {
    $Before = Read-Before
    if ($PSCmdlet.ShouldProcess($Account, 'Put the throttling policy of the account back to what it was')) {
        # What somebody else has given the account since then, it keeps.
        if ($Before.ContainsKey('Policy') -and ([string] (Read-PolicyName) -split '[\\/]')[-1] -eq $Policy) {
            Set-ThrottlingPolicyAssociation -Identity $Account -ThrottlingPolicy $Before.Policy -Confirm:$false -ErrorAction Stop
        }
        $Present = Get-ThrottlingPolicy -Identity $Policy -ErrorAction SilentlyContinue
        if ($Before.PolicyMade -and $Present -and [string] $Present.Guid -eq $Before.PolicyMade) {
            $Users = @(Get-ThrottlingPolicyAssociation -ThrottlingPolicy $Policy -ErrorAction Stop)
            if ($Users.Count -eq 0) {
                Remove-ThrottlingPolicy -Identity $Policy -Confirm:$false -ErrorAction Stop
            } else {
                Write-Output 'The policy stays: another account has it.'
            }
        }
        Clear-Before
    }
    return
}

$Current = Read-PolicyName
if (([string] $Current -split '[\\/]')[-1] -eq $Policy) {
    Write-Output 'The account has this policy already. Nothing was changed.'
} elseif ($PSCmdlet.ShouldProcess($Account, 'Give the account a throttling policy of its own')) {
    Open-Before
    if (-not (Get-ThrottlingPolicy -Identity $Policy -ErrorAction SilentlyContinue)) {
        $Made = New-ThrottlingPolicy -Name $Policy -EwsMaxConcurrency 54 -EwsMaxSubscriptions 5000 -Confirm:$false -ErrorAction Stop
        Save-Before @{ PolicyMade = [string] $Made.Guid }
    }
    Set-ThrottlingPolicyAssociation -Identity $Account -ThrottlingPolicy $Policy -Confirm:$false -ErrorAction Stop
    Save-Before @{ Policy = $Current }
}
