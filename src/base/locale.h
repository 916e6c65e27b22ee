// SPDX-License-Identifier: MIT
// Numbers read and written alike whatever the locale of the program around the library.
#ifndef PF_BASE_LOCALE_H
#define PF_BASE_LOCALE_H

#include <locale.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif

typedef struct pf_locale {
    locale_t own, before;
} pf_locale;

// Puts the calling thread, and no other, into the locale "C", and back into the one that it was in.
pf_locale pf_locale_enter(void);
void pf_locale_leave(pf_locale *locale);

// Stands first in a function; it is left with the function, on whatever way.
#define PF_IN_C_LOCALE __attribute__((unused, cleanup(pf_locale_leave))) pf_locale in_c_locale = pf_locale_enter()

#endif
