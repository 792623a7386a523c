$Account = {account}
$Assignment = {assignmentName}

if ($Undo) {
    $Before = Read-Before
    if ($PSCmdlet.ShouldProcess($Assignment, 'Remove the role assignment that this script has made')) {
        if ($Before.AssignmentCreated -and (Get-ManagementRoleAssignment -Identity $Assignment -ErrorAction SilentlyContinue)) {
            Remove-ManagementRoleAssignment -Identity $Assignment -Confirm:$false -ErrorAction Stop
        }
        Clear-Before
    }
    return
}

if (Get-ManagementRoleAssignment -Identity $Assignment -ErrorAction SilentlyContinue) {
    Write-Output 'An assignment with this name is there already. Nothing was changed.'
} elseif ($PSCmdlet.ShouldProcess($Account, 'Give the role ApplicationImpersonation for all mailboxes')) {
    Save-Before @{ AssignmentCreated = $true }
    New-ManagementRoleAssignment -Name $Assignment -Role 'ApplicationImpersonation' -User $Account -Confirm:$false -ErrorAction Stop
}
$Held = Get-ManagementRoleAssignment -Role 'ApplicationImpersonation' -RoleAssignee $Account -ErrorAction Stop
$Held | Format-Table -Property @('Name', 'CustomRecipientWriteScope', 'Enabled')
