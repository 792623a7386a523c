$App = {application}

param(
    # Where EwsEnabled has no value, every application is answered: without this nothing is changed there.
    [switch] $ListedOnly,
)

if ($App -notmatch '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$') { throw 'The ID of the application has another form.' }

function Get-Allowed {
    $Config = Get-OrganizationConfig -RetrieveEwsOperationAccessPolicy -ErrorAction Stop
    $Ids = @($Config.EwsAllowedAppIDs -split ',' | ForEach-Object { $_.Trim() } | Where-Object { $_ })
    @{ EwsEnabled = $(if ([string] $Config.EwsEnabled) { $Config.EwsEnabled } else { $null }); Ids = $Ids }
}

if ($Undo) {
    $Before = Read-Before
    if ($PSCmdlet.ShouldProcess($App, 'Put EwsEnabled back to what it was, and take the application off the list')) {
        $Now = Get-Allowed
        # What others have set or put on the list since then stays.
        if ($Before.ContainsKey('EwsEnabled') -and $Now.EwsEnabled -eq $true) {
            Set-OrganizationConfig -EwsEnabled $Before.EwsEnabled -Confirm:$false -ErrorAction Stop
        }
        if ($Before.Added -and $Now.Ids -contains $App) {
            $Left = @($Now.Ids | Where-Object { $_ -ne $App })
            Set-OrganizationConfig -EwsAllowedAppIDs ($Left -join ',') -Confirm:$false -ErrorAction Stop
        }
        Clear-Before
    }
    return
}

# Writing the list replaces it: it is read first, and written with what stands on it.
$Now = Get-Allowed
$IsListed = $Now.Ids -contains $App
$IsOn = $Now.EwsEnabled -eq $true
$AnswersAll = $null -eq $Now.EwsEnabled
$Action = if ($IsOn) { 'Add the application to the list' } else { 'Add the application to the list, and switch EWS on for the listed applications' }
if ($AnswersAll) {
    Write-Warning 'EwsEnabled has no value: every application is answered, this one too. With a value, only those on the list are; the list does not count before.'
    Write-Warning 'The usage report names the programs that use EWS: Microsoft 365 admin center, Reports, Usage, Exchange, EWS usage. All of them belong on the list first.'
    Write-Output ('On the list now: ' + $(if ($Now.Ids.Count -gt 0) { $Now.Ids -join ', ' } else { 'no application' }))
    $Action = 'Add the application to the list, and set EwsEnabled to true: ALL APPLICATIONS THAT ARE NOT ON THE LIST ARE REFUSED'
}
if ($AnswersAll -and -not $ListedOnly) {
    Write-Output 'Nothing was changed. When the list is complete, run this script with -ListedOnly.'
    return
}
if ($IsListed -and $IsOn) {
    Write-Output 'The application is on the list already, and EWS is on. Nothing was changed.'
    return
}
if ($PSCmdlet.ShouldProcess($App, $Action)) {
    Open-Before
    if (-not $IsListed) {
        $All = @($Now.Ids) + $App
        Set-OrganizationConfig -EwsAllowedAppIDs ($All -join ',') -Confirm:$false -ErrorAction Stop
        Save-Before @{ Added = $true }
    }
    if (-not $IsOn) {
        Set-OrganizationConfig -EwsEnabled $true -Confirm:$false -ErrorAction Stop
        Save-Before @{ EwsEnabled = $Now.EwsEnabled }
    }
    Write-Output 'A change of the switch takes about an hour, one of the list up to 24 hours.'
}
