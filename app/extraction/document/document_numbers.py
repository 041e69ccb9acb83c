"""Numbers used to read a page (limits on the work, and thresholds), grouped by the module that uses them."""

# assembly
ASSEMBLY_MOST_ROOTS = 2_000  # maximum number of shadow roots of a page that are opened
# maximum number of script calls that are read; each moves a segment (a late part of a streamed page) to its place
ASSEMBLY_MOST_CALLS = 1_000

# charsets
# A page wrongly declares the western charset if more than this share of its non-ASCII letters are letters that wrong
# decoding typically yields (`mistaken` in `charsets.toml`).
CHARSETS_MISTAKEN = 0.2
CHARSETS_HEAD = 20_000  # how many characters at the start of a page are used to detect its language

# class_names
CLASS_NAMES_LONGEST = 500  # how many characters of a `class`, `id` or `role` attribute are read
CLASS_NAMES_CACHED = 16_384  # maximum number of class names whose meaning (`sidebar`: noise) is cached

# controls
CONTROLS_TEXTS = 5  # how many text nodes of an inline control (button, permalink) are read
# maximum length of an inline control, in characters; a longer button or permalink is kept as text
CONTROLS_LONGEST = 30
# how many text nodes of the block around an inline control (button, permalink) are read, to find text beside the
# control
CONTROLS_BESIDE = 20
# An inline control must have text beside it: in the block around it, at least this many letters and digits must be
# outside the control.
CONTROLS_WORD = 3
# Two uses. This many ancestors of a button or permalink are searched for a heading or caption. This many ancestors of a
# permalink are searched for the element that the permalink leads to.
CONTROLS_NEAR = 3

# crossheads
CROSSHEADS_SHORTEST = 8  # a line of fewer than this many characters is not a crosshead (a heading inside the text)
CROSSHEADS_LONGEST = 100  # a line of more than this many characters is not a crosshead
# minimum length of the lines before and after a crosshead, in characters; if a crosshead is the first line of its text,
# only the line after it counts
CROSSHEADS_BESIDE = 60
CROSSHEADS_LETTERS = 0.7  # a line is a crosshead only if at least this share of its characters are letters and spaces

# decode
DECODE_CODE_SIZE = 20  # how many characters directly before the first tag are searched for program code
DECODE_FEW_CONTROLS = 20  # a text with at most this many control characters is never refused as binary
# a text without a tag such as `<html>` is refused as binary if more than this share of it are control characters
DECODE_BINARY_SHARE = 0.02
# a text with a tag such as `<html>` is refused as binary if more than this share of it are control characters
DECODE_PAGE_SHARE = 0.1
# how many bytes of a page the charset detector reads; also, how many bytes of the decoded page (in UTF-8) are searched
# for control characters
DECODE_DETECTED_SIZE = 200_000
DECODE_UTF_16_HEAD = 2_000  # how many bytes at the start of a page are searched for NUL bytes
# a page is tried as UTF-16 if more than one of every three bytes at its start is NUL
DECODE_UTF_16_SHARE = 3

# document
DOCUMENT_MICRODATA_TEXT = 2_000  # an element's text of more than this many characters is not used as a microdata value
# maximum number of `h1` and `title` elements that are read; also maximum number of text nodes read in each of them
DOCUMENT_TITLES = 20

# elements
ELEMENTS_LONGEST = 20_000  # how many characters of an element's printed text are read

# json_repair
JSON_REPAIR_MISSING = 4  # a JSON text that lacks more than this many closing brackets at its end is not repaired

# jsonld
JSONLD_DIGITS = 20  # maximum number of digits of a JSON integer; a longer one becomes infinity
JSONLD_MARKS = 4  # maximum number of comment or CDATA marks that are removed at each end of a JSON-LD script
JSONLD_MARK_SIZE = 40  # how many characters at the end of a JSON-LD script are searched for comment or CDATA marks
JSONLD_DEEPEST = 6  # how many levels of nested JSON values are searched for a text
JSONLD_MOST_OBJECTS = 2_000  # maximum number of JSON-LD objects of a page that are read
JSONLD_LONGEST_SCRIPT = 2_000_000  # how many characters of a JSON-LD script are read
JSONLD_NESTED = 20  # maximum number of levels of nested JSON-LD objects; deeper values become `null`
JSONLD_ITEMS = 500  # how many items of a JSON list are searched for texts

# layout
LAYOUT_NEAR = 40  # how many elements `Place.nearest` checks: the element itself, then its ancestors
# maximum length of an element's path (`/html/body/div.story`), in characters; a longer path loses its start
LAYOUT_LONGEST_PATH = 300

# layout_builder
# maximum number of menus, sidebars etc. of a page that are searched for elements of a story (`p`, `article` …)
LAYOUT_BUILDER_SCANS = 2000
# a sidebar, footer etc. (not a menu) of more than this many characters is split into blocks like other text
LAYOUT_BUILDER_LONG = 400
LAYOUT_BUILDER_TIMES = 2_000  # maximum number of `time` elements of a page that are recorded
LAYOUT_BUILDER_STAMP = 60  # how many characters of a `datetime` attribute are kept
LAYOUT_BUILDER_TRAIL = 300  # a menu, sidebar etc. of more than this many characters is not searched for breadcrumbs
# A block gets the hints of an inline element that holds at least this share of the block's text.
LAYOUT_BUILDER_MOST = 0.8

# own_anchor
OWN_ANCHOR_NEAR = 3  # how many ancestors of a permalink are searched for the heading around it

# own_story
OWN_STORY_SHORT = 12  # two titles of at least this many letters count as equal if one contains the other
OWN_STORY_SHARED = 0.5  # two titles count as equal if the longer has at least this share of the shorter one's words

# parse
# an element nested deeper than this many levels is flattened: its content is moved behind it, into an ancestor
PARSE_KEPT_DEPTH = 1_000
PARSE_KEPT_HEIGHT = 200  # an element with at most this many levels of descendants is never flattened, at any depth
PARSE_DRAWINGS = 200  # maximum number of `svg` drawings of a page that are checked for a missing end tag
PARSE_QUOTED_LEVELS = 4  # maximum number of ancestors of a `q` element that are searched for an outer `q`
PARSE_DEEPEST = 20_000  # a page whose elements are nested deeper than this many levels is refused

# script_state
# maximum number of attempts to read a JSON value in one text: a script, or a string in its JSON
SCRIPT_STATE_VALUES = 40
SCRIPT_STATE_STRINGS = 20_000  # maximum number of strings of one JSON value that are searched for a story
SCRIPT_STATE_DEEPEST = 40  # how many levels of nested JSON values are searched for a story
# minimum length of a story in a script (one string with HTML, or a list of paragraphs), in characters
SCRIPT_STATE_STORY = 250
SCRIPT_STATE_LONGEST = 2_000_000  # how many characters of a script are searched for a story
SCRIPT_STATE_CANDIDATES = 8  # maximum number of texts of a page's scripts that are parsed as a story, longest first
SCRIPT_STATE_SENTENCE = 60  # minimum length of a paragraph in a JSON list of paragraphs, in characters
SCRIPT_STATE_HTML_HEAD = 20_000  # how many characters at the start of a string are searched for HTML paragraphs
SCRIPT_STATE_SCHEME = 12  # how many characters at the start of a string are searched for `://`, which marks a URL

# short_lines
SHORT_LINES_LONGEST = 160  # a line of at most this many characters may be a date, a source or a byline

# site_identity
SITE_IDENTITY_CACHED = 4_096  # maximum number of names of sites whose short forms (without `The`, `News`) are cached
SITE_IDENTITY_LONGEST = 256  # maximum length of a name whose short forms are cached, in characters
# minimum number of letters of a domain's first label (`spiegel`) that is searched for in the parts of a title
SITE_IDENTITY_LABEL = 4
# A part of a title that contains the first label of the domain (`spiegel`) counts as the site's name only if it has at
# most this many words.
SITE_IDENTITY_MOST_WORDS = 6
SITE_IDENTITY_SHORTEST = 2  # a name of fewer letters than this does not count as the name of a site
SITE_IDENTITY_MOST_READ = 20  # how many words of a name are compared with the names of the site

# start_tags
START_TAGS_MOST_ELEMENTS = 600_000  # a page with more elements than this is refused
START_TAGS_MOST_ATTRIBUTES = 500  # how many attributes of an element are kept; further attributes are dropped

# table_rows
TABLE_ROWS_LONG_CELL = 200  # a table cell longer than this many characters counts as prose, not as data
TABLE_ROWS_MANY_TEXTS = 3  # a table cell with at least this many blocks of text counts as prose, not as data
# a table only lays out the page, and holds no data, if more than this share of its text is in cells of prose
TABLE_ROWS_PROSE_SHARE = 0.5
# maximum number of cells of a table row that are stored singly; further ones are only in the row's text
TABLE_ROWS_MOST_CELLS = 200

# visibility
# A hidden text of at most this many characters is kept if it has only punctuation, because it separates two words.
VISIBILITY_MARK = 5
VISIBILITY_TEXTS = 20  # how many text nodes of an `aria-hidden` element are read
VISIBILITY_ICON = 40  # an `aria-hidden` element with at most this many characters may be an icon
VISIBILITY_LONGEST_STYLE = 500  # how many characters of a `style` attribute are read
# text moved left or up by at least this many pixels is outside the screen
VISIBILITY_FAR = 900
VISIBILITY_CACHED = 4_096  # maximum number of `style` values whose effect (hidden or not) is cached
VISIBILITY_OTHER_UNIT = 10  # in a style, a length of 1 in another unit than pixels (1em, 1%) counts as this many pixels
