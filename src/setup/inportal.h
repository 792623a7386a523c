// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Setup {

class Session;

// What the portal has of a session's integration, as far as this computer knows: Unknown where a submission
// may have arrived. Whatever the session's state is: an edit makes a draft of what was made, and takes
// nothing out of the portal.
enum class InPortal { Nothing, Unknown, Made };

InPortal inPortal(const Session &session);

} // namespace Setup
