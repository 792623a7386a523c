[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
param(
    # Takes back what an earlier run of this script has changed.
    [switch] $Undo,
{{parameters}}    # Where what stood before is kept. Keep this file for as long as you may want to go back.
    [string] $StateFile = ($PSCommandPath + '.state.xml')
)

$ErrorActionPreference = 'Stop'

# The names of your organisation. Look at them before anything else.
{{values}}

foreach ($Value in @({{names}})) {
    if ($Value -like '<*>') { throw 'Fill in the value that stands in angle brackets, then run the script again.' }
}

# The state file belongs to these names: with those of another room or account nothing is put back.
$Names = @({{names}}) -join ' | '

function Read-Before {
    if (-not (Test-Path -LiteralPath $StateFile)) { throw 'There is nothing to undo: the state file is not there.' }
    $Before = Import-Clixml -LiteralPath $StateFile
    if ($Before.Names -ne $Names) { throw 'The state file was written for other names. Move it to another folder first.' }
    $Before
}

function Write-Before([hashtable] $Before) {
    $Before.Names = $Names
    $Before | Export-Clixml -LiteralPath $StateFile -WhatIf:$false -Confirm:$false
}

# Before the first change: what cannot be kept could not be put back.
function Open-Before {
    if (Test-Path -LiteralPath $StateFile) { Read-Before | Out-Null } else { Write-Before @{} }
}

# Called when a change has been made, so that -Undo takes back what this script has done, and not what it meant to
# do. What stood before is noted once, since a second run would take a change of the first for it; what was made
# (SomethingMade) is what the last run has made.
function Save-Before([hashtable] $Noted) {
    $Before = Read-Before
    foreach ($Key in $Noted.Keys) {
        if ($Key -like '*Made' -or -not $Before.ContainsKey($Key)) { $Before[$Key] = $Noted[$Key] }
    }
    Write-Before $Before
}

function Clear-Before {
    Remove-Item -LiteralPath $StateFile -WhatIf:$false -Confirm:$false
}

{{body}}
