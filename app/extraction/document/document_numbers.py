"""Numbers of reading a page: sizes that bound the work, and thresholds, by the module that uses them."""

# assembly
ASSEMBLY_MOST_ROOTS = 2_000  # maximum number of shadow roots of a page that are opened
ASSEMBLY_MOST_CALLS = 1_000  # maximum number of script calls that are read because they move streamed segments

# charsets
# share of the letters listed as `mistaken` in `charsets.toml` above which a declared western charset is wrong
CHARSETS_MISTAKEN = 0.2
CHARSETS_HEAD = 20_000  # how many characters at the start of a page are searched for its language

# class_names
CLASS_NAMES_LONGEST = 500  # how many characters of a `class`, `id` or `role` attribute are read
CLASS_NAMES_CACHED = 16_384  # maximum number of entries in the caches of hints by class name

# controls
# an inline control (button, permalink) has at most this many text nodes, and at most this many characters
CONTROLS_TEXTS, CONTROLS_LONGEST = 5, 30
CONTROLS_BESIDE = 20  # maximum number of text nodes around an inline control that are read
CONTROLS_WORD = 3  # minimum number of letters of a word beside an inline control
CONTROLS_NEAR = 3  # maximum number of levels between a button and the heading or caption around it

# crossheads
CROSSHEADS_SHORTEST, CROSSHEADS_LONGEST = 8, 100  # minimum and maximum length of a crosshead, in characters
CROSSHEADS_BESIDE = 60  # minimum length of the line before, and of the line after, a crosshead, in characters
CROSSHEADS_LETTERS = 0.7  # minimum share of letters in a crosshead

# decode
DECODE_CODE_SIZE = 20  # length, in characters, from which the text before the first tag is searched for program code
DECODE_FEW_CONTROLS = 20  # number of control characters that are accepted in any text
# maximum share of control characters in a text, and in a text with tags such as `<html>`
DECODE_BINARY_SHARE, DECODE_PAGE_SHARE = 0.02, 0.1
DECODE_DETECTED_SIZE = 200_000  # how many bytes or characters of a page the charset detector reads
DECODE_UTF_16_HEAD = 2_000  # how many bytes at the start of a page are searched for NUL bytes
DECODE_UTF_16_SHARE = 3  # a page is UTF-16 if more than 1 in 3 bytes of its start are NUL

# document
DOCUMENT_MICRODATA_TEXT = 2_000  # maximum length of an element's text that is used as a microdata value, in characters
DOCUMENT_TITLES = 20  # maximum number of title elements that are read, and maximum number of text nodes read in each

# elements
ELEMENTS_LONGEST = 20_000  # maximum length of an element's printed text that is read, in characters

# json_repair
JSON_REPAIR_MISSING = 4  # maximum number of closing brackets that may be missing at the end of a JSON text

# jsonld
JSONLD_DIGITS = 20  # maximum number of digits of a JSON integer; a longer one becomes infinity
JSONLD_MARKS = 4  # maximum number of comment or CDATA marks that are removed at each end of a JSON-LD script
JSONLD_MARK_SIZE = 40  # how many characters at the end of a JSON-LD script are searched for comment or CDATA marks
JSONLD_DEEPEST = 6  # maximum number of levels of nested JSON values that `json_texts` follows
JSONLD_MOST_OBJECTS = 2_000  # maximum number of JSON-LD objects of a page that are read
JSONLD_LONGEST_SCRIPT = 2_000_000  # maximum length of a JSON-LD script that is read, in characters
JSONLD_NESTED = 20  # maximum number of levels of nested JSON-LD objects
JSONLD_ITEMS = 500  # maximum number of strings that are read from a JSON list

# layout
LAYOUT_NEAR = 40  # maximum number of elements around a block that `nearest` searches
LAYOUT_LONGEST_PATH = 300  # maximum length of a block's path, in characters

# layout_builder
LAYOUT_BUILDER_SCANS = 2000  # maximum number of elements of a page that are searched for parts of a story
LAYOUT_BUILDER_LONG = 400  # minimum length, in characters, of a noise element (not a menu) that is split into blocks
# maximum number of `time` elements of a page that are recorded, and maximum length of a `datetime` in characters
LAYOUT_BUILDER_TIMES, LAYOUT_BUILDER_STAMP = 2_000, 60
LAYOUT_BUILDER_TRAIL = 300  # maximum length of a trail of links (breadcrumbs), in characters
# minimum share of a block's text inside one inline element for the block to get that element's hints
LAYOUT_BUILDER_MOST = 0.8

# own_anchor
OWN_ANCHOR_NEAR = 3  # maximum number of levels between a permalink and the heading around it

# own_story
OWN_STORY_SHORT = 12  # minimum number of letters of two titles that count as equal because one contains the other
OWN_STORY_SHARED = 0.5  # minimum share of the shorter title's words in the other, for two titles of one story

# parse
PARSE_KEPT_DEPTH = 1_000  # how many levels of the tree are kept; elements at deeper levels are flattened
PARSE_KEPT_HEIGHT = 200  # an element with at most this many levels below it is not flattened, at any depth
PARSE_DRAWINGS = 200  # maximum number of `svg` drawings of a page that are checked for text elements
PARSE_QUOTED_LEVELS = 4  # maximum number of ancestors of a `q` element that are searched for an outer `q`
PARSE_DEEPEST = 20_000  # maximum number of levels of nested elements of a page

# script_state
SCRIPT_STATE_VALUES = 40  # maximum number of JSON values that are read from one script
SCRIPT_STATE_STRINGS = 20_000  # maximum number of strings of one JSON value that are checked
SCRIPT_STATE_DEEPEST = 40  # maximum number of levels of nested JSON values that are followed
SCRIPT_STATE_STORY = 250  # minimum length of a string in a script that may be a story, in characters
SCRIPT_STATE_LONGEST = 2_000_000  # maximum length of a script that is searched for a story, in characters
SCRIPT_STATE_CANDIDATES = 8  # maximum number of strings of a page's scripts that are parsed as a story, longest first
SCRIPT_STATE_SENTENCE = 60  # minimum length of a string in a list of paragraphs, in characters
SCRIPT_STATE_HTML_HEAD = 20_000  # how many characters at the start of a string are searched for HTML paragraphs
SCRIPT_STATE_SCHEME = 12  # how many characters at the start of a string are searched for `://`, which marks a URL

# short_lines
SHORT_LINES_LONGEST = 160  # maximum length of a short line, in characters

# site_identity
# minimum number of letters of a domain's first label that names the site inside a longer title part
SITE_IDENTITY_LABEL = 4
SITE_IDENTITY_MOST_WORDS = 6  # maximum number of words of a title part that names the site
SITE_IDENTITY_SHORTEST = 2  # minimum number of letters of a site's name
SITE_IDENTITY_MOST_READ = 20  # maximum number of words of a name that are compared with the site's name

# start_tags
START_TAGS_MOST_ELEMENTS = 600_000  # maximum number of elements of a page
START_TAGS_MOST_ATTRIBUTES = 500  # maximum number of attributes of an element that are kept

# table_rows
TABLE_ROWS_LONG_CELL = 200  # length, in characters, above which a table cell counts as prose, not as data
TABLE_ROWS_MANY_TEXTS = 3  # minimum number of blocks in a table cell that counts as prose
TABLE_ROWS_PROSE_SHARE = 0.5  # a table with a larger share of its text in prose cells only lays out the page
TABLE_ROWS_MOST_CELLS = 200  # maximum number of cells of a table row that the record keeps apart

# visibility
# maximum length of a hidden punctuation mark that is kept because it separates two words, in characters
VISIBILITY_MARK = 5
# maximum number of text nodes of an `aria-hidden` element that are read, and maximum length of an icon in characters
VISIBILITY_TEXTS, VISIBILITY_ICON = 20, 40
VISIBILITY_LONGEST_STYLE = 500  # maximum length of a `style` attribute that is read, in characters
# negative length, in pixels, from which text is off the screen; in other units a tenth of it
VISIBILITY_FAR = 900
VISIBILITY_CACHED = 4_096  # maximum number of entries in the cache of styles
VISIBILITY_OTHER_UNIT = 10  # pixels that one of any other unit stands for
