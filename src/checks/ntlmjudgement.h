// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"
#include "exchange/ntlmprobe.h"

namespace Setup {

// What a login by NTLM says where Basic is not offered. Pure. The problem stays that Basic is off, and the
// verdict says what else is known:
//   HTTP_401_BASIC_NOT_OFFERED  nothing else is wrong as far as was seen; "password" is "proved" where NTLM
//   or
//                               Autodiscover took it
//   HTTP_401_NTLM_OFF           NTLM is offered and not taken up, or does not survive what stands in front
//   HTTP_401_KERBEROS_ONLY      Negotiate without NTLM: no password is of use there
//   HTTP_401_EP_REQUIRED        taken with a channel binding, refused without one
//   HTTP_401_NTLM_LOOP_CBT      refused with a channel binding, taken without one: the binding does not fit,
//                               TLS ends elsewhere
//   HTTP_401_NTLM_REJECTED      refused, and nothing tells why; with "password" proved it is not the password
Problem judgeNtlm(const Problem &basicNotOffered, const NtlmProbeAnswer &answer, bool isPasswordProved);

} // namespace Setup
