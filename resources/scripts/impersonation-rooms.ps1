$Account = {account}
$Assignment = {assignmentName}

$Scope = 'AskCody rooms'

if ($Undo) {
    $Before = Read-Before
    if ($PSCmdlet.ShouldProcess($Assignment, 'Remove the role assignment and the scope that this script has made')) {
        if ($Before.AssignmentCreated -and (Get-ManagementRoleAssignment -Identity $Assignment -ErrorAction SilentlyContinue)) {
            Remove-ManagementRoleAssignment -Identity $Assignment -Confirm:$false -ErrorAction Stop
        }
        if ($Before.ScopeCreated -and (Get-ManagementScope -Identity $Scope -ErrorAction SilentlyContinue)) {
            Remove-ManagementScope -Identity $Scope -Confirm:$false -ErrorAction Stop
        }
        Clear-Before
    }
    return
}

if (Get-ManagementRoleAssignment -Identity $Assignment -ErrorAction SilentlyContinue) {
    Write-Output 'An assignment with this name is there already. Nothing was changed.'
} elseif ($PSCmdlet.ShouldProcess($Account, 'Give the role ApplicationImpersonation for room mailboxes only')) {
    $HasScope = [bool] (Get-ManagementScope -Identity $Scope -ErrorAction SilentlyContinue)
    Save-Before @{ AssignmentCreated = $true; ScopeCreated = -not $HasScope }
    if (-not $HasScope) {
        New-ManagementScope -Name $Scope -RecipientRestrictionFilter "RecipientTypeDetails -eq 'RoomMailbox'" -Confirm:$false -ErrorAction Stop
    }
    New-ManagementRoleAssignment -Name $Assignment -Role 'ApplicationImpersonation' -User $Account -CustomRecipientWriteScope $Scope -Confirm:$false -ErrorAction Stop
}

# Roles add up: an assignment without a scope, given earlier, still holds for all mailboxes.
$Held = Get-ManagementRoleAssignment -Role 'ApplicationImpersonation' -RoleAssignee $Account -ErrorAction Stop
$Held | Format-Table -Property @('Name', 'CustomRecipientWriteScope', 'Enabled')
