$Domain = {domain}
$Room = {mailbox}

$Name = 'AskCody rooms'
$Address = 'askcody-rooms@' + $Domain

if ($Undo) {
    $Before = Read-Before
    if ($PSCmdlet.ShouldProcess($Address, 'Take the room off the list, and remove the list if this script has made it and no other room is on it')) {
        $List = Get-DistributionGroup -Identity $Address -ErrorAction SilentlyContinue
        if ($List) {
            $Members = @(Get-DistributionGroupMember -Identity $Address -ResultSize Unlimited -ErrorAction Stop)
            $Others = @($Members | Where-Object { [string] $_.PrimarySmtpAddress -ne $Before.Added })
            $IsOurs = $Before.ListMade -and [string] $List.Guid -eq $Before.ListMade
            if ($IsOurs -and $Others.Count -eq 0) {
                Remove-DistributionGroup -Identity $Address -BypassSecurityGroupManagerCheck -Confirm:$false -ErrorAction Stop
            } elseif ($Before.Added -and $Members.Count -gt $Others.Count) {
                Remove-DistributionGroupMember -Identity $Address -Member $Before.Added -BypassSecurityGroupManagerCheck -Confirm:$false -ErrorAction Stop
            }
            if ($IsOurs -and $Others.Count -gt 0) {
                Write-Output 'The list stays: others have put rooms on it.'
            }
        }
        Clear-Before
    }
    return
}

$List = Get-DistributionGroup -Identity $Address -ErrorAction SilentlyContinue
if ($List -and $List.RecipientTypeDetails -ne 'RoomList') {
    throw 'The address belongs to a group that is no room list.'
}
$RoomAddress = [string] (Get-Mailbox -Identity $Room -ErrorAction Stop).PrimarySmtpAddress
$IsMember = $false
if ($List) {
    $Members = @(Get-DistributionGroupMember -Identity $Address -ResultSize Unlimited -ErrorAction Stop)
    $IsMember = @($Members | Where-Object { [string] $_.PrimarySmtpAddress -eq $RoomAddress }).Count -gt 0
}
if ($IsMember) {
    Write-Output 'The room is on the list already. Nothing was changed.'
} elseif ($PSCmdlet.ShouldProcess($Address, 'Put the room on the room list')) {
    Open-Before
    if (-not $List) {
        $Made = New-DistributionGroup -Name $Name -PrimarySmtpAddress $Address -RoomList -Confirm:$false -ErrorAction Stop
        Save-Before @{ ListMade = [string] $Made.Guid }
    }
    Add-DistributionGroupMember -Identity $Address -Member $Room -BypassSecurityGroupManagerCheck -Confirm:$false -ErrorAction Stop
    Save-Before @{ Added = $RoomAddress }
}
