$Account = {account}
$Assignment = {assignmentName}
$ForRooms = {roomAssignmentName}

$Scope = 'AskCody rooms'
$Filter = "RecipientTypeDetails -eq 'RoomMailbox'"

if ($Undo) {
    $Before = Read-Before
    if ($PSCmdlet.ShouldProcess($Account, 'Put the role assignments back to what they were')) {
        if ($Before.WideRemoved -and -not (Get-ManagementRoleAssignment -Identity $Assignment -ErrorAction SilentlyContinue)) {
            New-ManagementRoleAssignment -Name $Assignment -Role 'ApplicationImpersonation' -User $Account -Confirm:$false -ErrorAction Stop
        }
        $Present = Get-ManagementRoleAssignment -Identity $ForRooms -ErrorAction SilentlyContinue
        if ($Before.AssignmentMade -and $Present -and [string] $Present.Guid -eq $Before.AssignmentMade) {
            Remove-ManagementRoleAssignment -Identity $ForRooms -Confirm:$false -ErrorAction Stop
        }
        if ($Before.ScopeOfAssignment -and (Get-ManagementRoleAssignment -Identity $ForRooms -ErrorAction SilentlyContinue)) {
            Set-ManagementRoleAssignment -Identity $ForRooms -CustomRecipientWriteScope $Before.ScopeOfAssignment -Confirm:$false -ErrorAction Stop
        }
        $Present = Get-ManagementScope -Identity $Scope -ErrorAction SilentlyContinue
        if ($Before.Filter -and $Present) {
            Set-ManagementScope -Identity $Scope -RecipientRestrictionFilter $Before.Filter -Confirm:$false -ErrorAction Stop
        }
        if ($Before.ScopeMade -and $Present -and [string] $Present.Guid -eq $Before.ScopeMade) {
            $Users = @(Get-ManagementRoleAssignment -CustomRecipientWriteScope $Scope -ErrorAction Stop)
            if ($Users.Count -eq 0) {
                Remove-ManagementScope -Identity $Scope -Confirm:$false -ErrorAction Stop
            } else {
                Write-Output 'The scope stays: another assignment uses it.'
            }
        }
        Clear-Before
    }
    return
}

$Held = @(Get-ManagementRoleAssignment -Role 'ApplicationImpersonation' -RoleAssignee $Account -ErrorAction Stop)
$Wide = $Held | Where-Object { $_.Name -eq $Assignment -and -not $_.CustomRecipientWriteScope }
$Present = Get-ManagementRoleAssignment -Identity $ForRooms -ErrorAction SilentlyContinue
if ($Present -and -not ($Held | Where-Object { $_.Name -eq $ForRooms })) {
    throw 'Another account has an assignment with this name.'
}
# The names alone say nothing: a filter of somebody's, or another scope, would leave rooms out.
$Known = Get-ManagementScope -Identity $Scope -ErrorAction SilentlyContinue
$OtherFilter = $Known -and ([string] $Known.RecipientFilter -replace '[()\s]', '') -ne ($Filter -replace '[()\s]', '')
$Scoped = $Held | Where-Object { $_.Name -eq $ForRooms }
$OtherScope = $Scoped -and [string] $Scoped.CustomRecipientWriteScope -ne $Scope
if ($Present -and -not $Wide -and -not $OtherFilter -and -not $OtherScope) {
    Write-Output 'The account has the role for room mailboxes already. Nothing was changed.'
} elseif ($PSCmdlet.ShouldProcess($Account, 'Give the role ApplicationImpersonation for room mailboxes, and end the one for all mailboxes')) {
    Open-Before
    if (-not $Known) {
        $Made = New-ManagementScope -Name $Scope -RecipientRestrictionFilter $Filter -Confirm:$false -ErrorAction Stop
        Save-Before @{ ScopeMade = [string] $Made.Guid }
    } elseif ($OtherFilter) {
        Set-ManagementScope -Identity $Scope -RecipientRestrictionFilter $Filter -Confirm:$false -ErrorAction Stop
        Save-Before @{ Filter = [string] $Known.RecipientFilter }
    }
    if (-not $Present) {
        $Made = New-ManagementRoleAssignment -Name $ForRooms -Role 'ApplicationImpersonation' -User $Account -CustomRecipientWriteScope $Scope -Confirm:$false -ErrorAction Stop
        Save-Before @{ AssignmentMade = [string] $Made.Guid }
    } elseif ($OtherScope) {
        Set-ManagementRoleAssignment -Identity $ForRooms -CustomRecipientWriteScope $Scope -Confirm:$false -ErrorAction Stop
        Save-Before @{ ScopeOfAssignment = [string] $Scoped.CustomRecipientWriteScope }
    }
    if ($Wide) {
        Remove-ManagementRoleAssignment -Identity $Assignment -Confirm:$false -ErrorAction Stop
        Save-Before @{ WideRemoved = $true }
    }
}

# Roles add up: an assignment without a scope, given under another name, still holds for all mailboxes.
$Held = @(Get-ManagementRoleAssignment -Role 'ApplicationImpersonation' -RoleAssignee $Account -ErrorAction Stop)
if ($Held | Where-Object { $_.Name -ne $Assignment -and -not $_.CustomRecipientWriteScope }) {
    Write-Warning 'An assignment of another name has no scope: with it the account still acts for all mailboxes.'
}
$Held | Format-Table -Property @('Name', 'CustomRecipientWriteScope', 'Enabled')
