[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
param(
    # Takes back what an earlier run of this script has changed.
    [switch] $Undo,
    # Where what stood before is kept. Keep this file for as long as you may want to go back.
    [string] $StateFile = ($PSCommandPath + '.state.xml')
)

$ErrorActionPreference = 'Stop'

# The names of your organisation. Look at them before anything else.
{{values}}

foreach ($Value in @({{names}})) {
    if ($Value -like '<*>') { throw 'Fill in the value that stands in angle brackets, then run the script again.' }
}

# What stood before is written once: a second run does not take a change of the first for it.
function Save-Before([hashtable] $Before) {
    if (-not (Test-Path -LiteralPath $StateFile)) {
        $Before | Export-Clixml -LiteralPath $StateFile -WhatIf:$false -Confirm:$false
    }
}

function Read-Before {
    if (-not (Test-Path -LiteralPath $StateFile)) { throw 'There is nothing to undo: the state file is not there.' }
    Import-Clixml -LiteralPath $StateFile
}

function Clear-Before {
    Remove-Item -LiteralPath $StateFile -WhatIf:$false -Confirm:$false
}

{{body}}
