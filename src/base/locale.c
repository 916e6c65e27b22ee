// SPDX-License-Identifier: MIT
// Numbers read and written alike whatever the locale of the program around the library.
#include "base/locale.h"

pf_locale pf_locale_enter(void)
{
    pf_locale locale = {.own = newlocale(LC_ALL_MASK, "C", (locale_t)0)};
    locale.before = uselocale(locale.own); // without memory for one the thread stays where it is
    return locale;
}

void pf_locale_leave(pf_locale *locale)
{
    uselocale(locale->before);
    if (locale->own)
        freelocale(locale->own);
}
