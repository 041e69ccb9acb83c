"""Numbers of reading a page: sizes that bound the work, and thresholds, by the module that uses them."""

# assembly
ASSEMBLY_MOST_ROOTS = 2_000  # maximum shadow roots of a page that are opened
ASSEMBLY_MOST_CALLS = 1_000  # maximum calls in scripts that are read to move streamed segments

# charsets
CHARSETS_MISTAKEN = 0.2  # share of misread letters (`mistaken`) above which a declared western charset is wrong
CHARSETS_HEAD = 20_000  # characters at the start of a page that are searched for its language

# class_names
CLASS_NAMES_LONGEST = 500  # maximum characters of a class, id or role attribute that are read
CLASS_NAMES_CACHED = 16_384  # entries of the caches of hints by class name

# controls
# maximum text nodes of an inline control that are read, and maximum characters of its text
CONTROLS_TEXTS, CONTROLS_LONGEST = 5, 30
CONTROLS_BESIDE = 20  # maximum text nodes around an inline control that are read
CONTROLS_WORD = 3  # minimum letters of a word beside an inline control
CONTROLS_NEAR = 3  # maximum levels between a button and the heading or caption around it

# crossheads
CROSSHEADS_SHORTEST, CROSSHEADS_LONGEST = 8, 100  # minimum and maximum characters of a crosshead
CROSSHEADS_BESIDE = 60  # minimum characters of the lines before and after a crosshead
CROSSHEADS_LETTERS = 0.7  # minimum share of letters in a crosshead

# decode
DECODE_CODE_SIZE = 20  # characters before the first tag from which they are read as program code
DECODE_FEW_CONTROLS = 20  # control characters that any text may have
# maximum share of control characters in a text, and in a text with tags such as `<html>`
DECODE_BINARY_SHARE, DECODE_PAGE_SHARE = 0.02, 0.1
DECODE_DETECTED_SIZE = 200_000  # bytes or characters of a page that the charset detector samples
DECODE_UTF_16_HEAD = 2_000  # bytes at the start of a page in which NUL bytes are counted
DECODE_UTF_16_SHARE = 3  # a page is UTF-16 if more than one in so many bytes of its start are NUL

# document
DOCUMENT_MICRODATA_TEXT = 2_000  # maximum characters of a text that is used as a microdata value
DOCUMENT_TITLES = 20  # maximum elements with a title that are read, and maximum text nodes of each

# elements
ELEMENTS_LONGEST = 20_000  # maximum characters of an element's printed text that are read

# json_repair
JSON_REPAIR_MISSING = 4  # maximum closing brackets that may be missing at the end of a JSON text

# jsonld
JSONLD_DIGITS = 20  # maximum digits of a JSON integer; a longer one becomes infinity
JSONLD_MARKS = 4  # maximum comment or CDATA marks that are removed at each end of a JSON-LD script
JSONLD_MARK_SIZE = 40  # characters at the end of a JSON-LD script that are searched for such marks
JSONLD_DEEPEST = 6  # maximum levels of nested JSON values that `json_texts` follows
JSONLD_MOST_OBJECTS = 2_000  # maximum JSON-LD objects of a page that are read
JSONLD_LONGEST_SCRIPT = 2_000_000  # maximum characters of a JSON-LD script that is read
JSONLD_NESTED = 20  # maximum levels of nested JSON-LD objects
JSONLD_ITEMS = 500  # maximum items of a JSON list that are read as texts

# layout
LAYOUT_NEAR = 40  # maximum places above a block that `nearest` searches
LAYOUT_LONGEST_PATH = 300  # maximum characters of a block's path

# layout_builder
LAYOUT_BUILDER_SCANS = 2000  # maximum elements of a page that are searched for parts of a story
LAYOUT_BUILDER_LONG = 400  # characters from which a noisy element other than a menu is split into blocks
# maximum `time` elements of a page that are recorded, and maximum characters of a `datetime`
LAYOUT_BUILDER_TIMES, LAYOUT_BUILDER_STAMP = 2_000, 60
LAYOUT_BUILDER_TRAIL = 300  # maximum characters of a trail of links (breadcrumbs)
LAYOUT_BUILDER_MOST = 0.8  # share of a block inside one inline element from which the block gets that element's hints

# own_anchor
OWN_ANCHOR_NEAR = 3  # maximum levels between a permalink and the heading around it

# own_story
OWN_STORY_SHORT = 12  # minimum letters of two titles that count as equal because one contains the other
OWN_STORY_SHARED = 0.5  # minimum share of the shorter title's words in the other, for two titles of one story

# parse
PARSE_KEPT_DEPTH = 1_000  # levels of the tree that are kept; elements at deeper levels are flattened
PARSE_KEPT_HEIGHT = 200  # levels below an element up to which it is not flattened, however deep it lies
PARSE_DRAWINGS = 200  # maximum `svg` drawings of a page that are checked for text elements
PARSE_QUOTED_LEVELS = 4  # maximum ancestors of a `q` element that are searched for an outer `q`
PARSE_DEEPEST = 20_000  # maximum levels of nested elements of a page

# script_state
SCRIPT_STATE_VALUES = 40  # maximum JSON values that are read from one script
SCRIPT_STATE_STRINGS = 20_000  # maximum strings of one JSON value that are checked
SCRIPT_STATE_DEEPEST = 40  # maximum levels of nested JSON values that are followed
SCRIPT_STATE_STORY = 250  # minimum characters of a string in a script that may be a story
SCRIPT_STATE_LONGEST = 2_000_000  # maximum characters of a script that is searched for a story
SCRIPT_STATE_CANDIDATES = 8  # maximum strings of a page's scripts that are parsed as a story, longest first
SCRIPT_STATE_SENTENCE = 60  # minimum characters of a string in a list of paragraphs
SCRIPT_STATE_HTML_HEAD = 20_000  # characters at the start of a string that are searched for HTML paragraphs
SCRIPT_STATE_SCHEME = 12  # characters at the start of a string that are searched for `://`, which marks a URL

# short_lines
SHORT_LINES_LONGEST = 160  # maximum characters of a short line

# site_identity
SITE_IDENTITY_LABEL = 4  # minimum letters of a domain's first label that names the site inside a longer title part
SITE_IDENTITY_MOST_WORDS = 6  # maximum words of a title part that names the site
SITE_IDENTITY_SHORTEST = 2  # minimum letters of a site's name
SITE_IDENTITY_MOST_READ = 20  # maximum words of a name that are compared with the site's name

# start_tags
START_TAGS_MOST_ELEMENTS = 600_000  # maximum elements of a page
START_TAGS_MOST_ATTRIBUTES = 500  # maximum attributes of an element that are kept

# table_rows
TABLE_ROWS_LONG_CELL = 200  # characters above which a table cell holds prose, not a datum
TABLE_ROWS_MANY_TEXTS = 3  # blocks from which a table cell holds prose
TABLE_ROWS_PROSE_SHARE = 0.5  # share of a table's text in cells of prose above which the table only lays out the page
TABLE_ROWS_MOST_CELLS = 200  # maximum cells of a table row that the record keeps apart

# visibility
VISIBILITY_MARK = 5  # maximum characters of a hidden punctuation mark that is kept because it separates two words
# maximum text nodes of an `aria-hidden` element that are read, and maximum characters of an icon
VISIBILITY_TEXTS, VISIBILITY_ICON = 20, 40
VISIBILITY_LONGEST_STYLE = 500  # maximum characters of a `style` attribute that are read
# pixels (a tenth of them in other units) from which a negative length puts text off the screen
VISIBILITY_FAR = 900
VISIBILITY_CACHED = 4_096  # entries of the cache of styles
VISIBILITY_OTHER_UNIT = 10  # pixels that one of any other unit stands for
