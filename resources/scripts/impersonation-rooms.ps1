$Account = {account}
$Assignment = {assignmentName}

$Scope = 'AskCody rooms'
$ForRooms = $Assignment + ' rooms'

if ($Undo) {
    $Before = Read-Before
    if ($PSCmdlet.ShouldProcess($Account, 'Put the role assignments back to what they were')) {
        if ($Before.WideRemoved -and -not (Get-ManagementRoleAssignment -Identity $Assignment -ErrorAction SilentlyContinue)) {
            New-ManagementRoleAssignment -Name $Assignment -Role 'ApplicationImpersonation' -User $Account -Confirm:$false -ErrorAction Stop
        }
        if ($Before.AssignmentCreated -and (Get-ManagementRoleAssignment -Identity $ForRooms -ErrorAction SilentlyContinue)) {
            Remove-ManagementRoleAssignment -Identity $ForRooms -Confirm:$false -ErrorAction Stop
        }
        if ($Before.ScopeCreated -and (Get-ManagementScope -Identity $Scope -ErrorAction SilentlyContinue)) {
            Remove-ManagementScope -Identity $Scope -Confirm:$false -ErrorAction Stop
        }
        Clear-Before
    }
    return
}

$HasAssignment = [bool] (Get-ManagementRoleAssignment -Identity $ForRooms -ErrorAction SilentlyContinue)
$Wide = Get-ManagementRoleAssignment -Identity $Assignment -ErrorAction SilentlyContinue
$IsWide = [bool] ($Wide -and -not $Wide.CustomRecipientWriteScope)
if ($HasAssignment -and -not $IsWide) {
    Write-Output 'The account has the role for room mailboxes already. Nothing was changed.'
} elseif ($PSCmdlet.ShouldProcess($Account, 'Give the role ApplicationImpersonation for room mailboxes, and end the one for all mailboxes')) {
    $HasScope = [bool] (Get-ManagementScope -Identity $Scope -ErrorAction SilentlyContinue)
    Save-Before @{ AssignmentCreated = -not $HasAssignment; ScopeCreated = -not $HasScope; WideRemoved = $IsWide }
    if (-not $HasScope) {
        New-ManagementScope -Name $Scope -RecipientRestrictionFilter "RecipientTypeDetails -eq 'RoomMailbox'" -Confirm:$false -ErrorAction Stop
    }
    if (-not $HasAssignment) {
        New-ManagementRoleAssignment -Name $ForRooms -Role 'ApplicationImpersonation' -User $Account -CustomRecipientWriteScope $Scope -Confirm:$false -ErrorAction Stop
    }
    if ($IsWide) {
        Remove-ManagementRoleAssignment -Identity $Assignment -Confirm:$false -ErrorAction Stop
    }
}

# Roles add up: an assignment without a scope, given under another name, still holds for all mailboxes.
$Held = Get-ManagementRoleAssignment -Role 'ApplicationImpersonation' -RoleAssignee $Account -ErrorAction Stop
$Held | Format-Table -Property @('Name', 'CustomRecipientWriteScope', 'Enabled')
