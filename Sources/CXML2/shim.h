#include <libxml/xmlversion.h>
/* Debian's libxml2 shows the whole of its ICU, which then clashes with the one inside Foundation. Nothing we use depends on it. */
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
