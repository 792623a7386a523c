$Account = {account}
$Assignment = {assignmentName}

if ($Undo) {
    $Before = Read-Before
    if ($PSCmdlet.ShouldProcess($Assignment, 'Remove the role assignment that this script has made')) {
        $Present = Get-ManagementRoleAssignment -Identity $Assignment -ErrorAction SilentlyContinue
        if ($Before.AssignmentMade -and $Present -and [string] $Present.Guid -eq $Before.AssignmentMade) {
            Remove-ManagementRoleAssignment -Identity $Assignment -Confirm:$false -ErrorAction Stop
        }
        Clear-Before
    }
    return
}

$Held = @(Get-ManagementRoleAssignment -Role 'ApplicationImpersonation' -RoleAssignee $Account -ErrorAction Stop)
$Present = Get-ManagementRoleAssignment -Identity $Assignment -ErrorAction SilentlyContinue
if ($Present -and -not ($Held | Where-Object { $_.Name -eq $Assignment })) {
    throw 'Another account has an assignment with this name.'
}
if ($Present) {
    Write-Output 'An assignment with this name is there already. Nothing was changed.'
} elseif ($PSCmdlet.ShouldProcess($Account, 'Give the role ApplicationImpersonation for all mailboxes')) {
    Open-Before
    $Made = New-ManagementRoleAssignment -Name $Assignment -Role 'ApplicationImpersonation' -User $Account -Confirm:$false -ErrorAction Stop
    Save-Before @{ AssignmentMade = [string] $Made.Guid }
}
$Held = Get-ManagementRoleAssignment -Role 'ApplicationImpersonation' -RoleAssignee $Account -ErrorAction Stop
$Held | Format-Table -Property @('Name', 'CustomRecipientWriteScope', 'Enabled')
