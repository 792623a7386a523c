$Domain = {domain}
$Room = {mailbox}

$Name = 'AskCody rooms'
$Address = 'askcody-rooms@' + $Domain

if ($Undo) {
    $Before = Read-Before
    if ($PSCmdlet.ShouldProcess($Address, 'Take the room off the list, and remove the list if this script has made it')) {
        $Exists = [bool] (Get-DistributionGroup -Identity $Address -ErrorAction SilentlyContinue)
        if ($Before.Created -and $Exists) {
            Remove-DistributionGroup -Identity $Address -BypassSecurityGroupManagerCheck -Confirm:$false -ErrorAction Stop
        } elseif ($Before.Added -and $Exists) {
            Remove-DistributionGroupMember -Identity $Address -Member $Room -BypassSecurityGroupManagerCheck -Confirm:$false -ErrorAction Stop
        }
        Clear-Before
    }
    return
}

$List = Get-DistributionGroup -Identity $Address -ErrorAction SilentlyContinue
$RoomAddress = [string] (Get-Mailbox -Identity $Room -ErrorAction Stop).PrimarySmtpAddress
$IsMember = $false
if ($List) {
    $Members = @(Get-DistributionGroupMember -Identity $Address -ResultSize Unlimited -ErrorAction Stop)
    $IsMember = @($Members | Where-Object { [string] $_.PrimarySmtpAddress -eq $RoomAddress }).Count -gt 0
}
if ($IsMember) {
    Write-Output 'The room is on the list already. Nothing was changed.'
} elseif ($PSCmdlet.ShouldProcess($Address, 'Put the room on the room list')) {
    Save-Before @{ Created = -not $List; Added = $true }
    if (-not $List) {
        New-DistributionGroup -Name $Name -PrimarySmtpAddress $Address -RoomList -Confirm:$false -ErrorAction Stop
    }
    Add-DistributionGroupMember -Identity $Address -Member $Room -BypassSecurityGroupManagerCheck -Confirm:$false -ErrorAction Stop
}
