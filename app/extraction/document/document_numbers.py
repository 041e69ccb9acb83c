"""Numbers of reading a page: sizes that bound the work, and thresholds, by the module that uses them."""

# assembly
ASSEMBLY_MOST_ROOTS = 2_000  # maximum shadow roots that are opened
ASSEMBLY_MOST_CALLS = 1_000  # maximum calls that move a segment

# charsets
CHARSETS_MISTAKEN = 0.2  # the western charset is wrong if more of the letters beyond ASCII are `mistaken`
CHARSETS_HEAD = 20_000  # characters of a page in which its language is looked for

# class_names
CLASS_NAMES_LONGEST = 500  # characters of one attribute that are read

# controls
CONTROLS_TEXTS, CONTROLS_LONGEST = 5, 30  # maximum texts of a control that are read, and characters of them
CONTROLS_BESIDE = 20  # maximum texts around a control that are read
CONTROLS_WORD = 3  # letters of the shortest word beside a control
CONTROLS_NEAR = 3  # maximum levels between a button and the heading or caption around it

# crossheads
CROSSHEADS_SHORTEST, CROSSHEADS_LONGEST = 8, 100  # characters of a crosshead
CROSSHEADS_BESIDE = 60  # minimum characters of the line before and after it
CROSSHEADS_LETTERS = 0.7  # minimum share of letters in a crosshead

# decode
DECODE_CODE_SIZE = 20  # characters before the first tag that show code
DECODE_FEW_CONTROLS = 20  # control characters that any text may have
# maximum share of them in a text, and in one with tags such as `<html>`
DECODE_BINARY_SHARE, DECODE_PAGE_SHARE = 0.02, 0.1
DECODE_DETECTED_SIZE = 200_000  # bytes or characters of a page that are sampled

# document
DOCUMENT_MICRODATA_TEXT = 2_000  # maximum characters of a text that is a value of microdata
DOCUMENT_TITLES = 20  # maximum number of elements that hold a title, and texts of one

# elements
ELEMENTS_LONGEST = 20_000  # characters read of one element

# json_repair
JSON_REPAIR_MISSING = 4  # most closing brackets that may be missing at the end

# jsonld
JSONLD_DIGITS = 20  # maximum digits of an integer
JSONLD_MARKS = 4  # maximum marks that are removed on either side
JSONLD_MARK_SIZE = 40  # characters at the end of a script in which a mark is looked for
JSONLD_DEEPEST = 6  # levels of a value that `json_texts` follows

# layout
LAYOUT_NEAR = 40  # places above a block that `nearest` looks at
LAYOUT_LONGEST_PATH = 300  # characters

# layout_builder
LAYOUT_BUILDER_SCANS = 2000  # maximum elements of a page that are searched for parts of a story
LAYOUT_BUILDER_LONG = 400  # characters from which noise other than a menu is split into blocks
# maximum `time` elements that are recorded, and characters of one
LAYOUT_BUILDER_TIMES, LAYOUT_BUILDER_STAMP = 2_000, 60
LAYOUT_BUILDER_TRAIL = 300  # maximum characters of a trail of links (breadcrumbs)
LAYOUT_BUILDER_MOST = 0.8  # share of a block in an inline element from which the block has its hints

# own_anchor
OWN_ANCHOR_NEAR = 3  # maximum levels between a link and the heading around it

# own_story
OWN_STORY_SHORT = 12  # titles of this many letters are the same if one contains the other
OWN_STORY_SHARED = 0.5  # minimum share of the shorter title's words that two titles of one story share

# parse
PARSE_KEPT_DEPTH = 1_000  # levels of the tree that are kept; deeper ones are flattened
PARSE_KEPT_HEIGHT = 200  # elements with at most this many levels are kept as they are, however deep they lie
PARSE_DRAWINGS = 200  # maximum drawings that are checked
PARSE_QUOTED_LEVELS = 4  # ancestors of a `q` that are searched for an outer one

# script_state
SCRIPT_STATE_VALUES = 40  # JSON values read of one script
SCRIPT_STATE_STRINGS = 20_000  # strings of one JSON value that are checked
SCRIPT_STATE_DEEPEST = 40  # levels of nested values
SCRIPT_STATE_STORY = 250  # minimum characters of a string that may be a story
SCRIPT_STATE_LONGEST = 2_000_000  # characters of one script
SCRIPT_STATE_CANDIDATES = 8  # longest strings that are parsed
SCRIPT_STATE_SENTENCE = 60  # minimum characters of a string in a list that may be a paragraph

# site_identity
SITE_IDENTITY_LABEL = 4  # minimum letters of a domain's first label; a title part that contains it names the site
SITE_IDENTITY_MOST_WORDS = 6  # maximum words of a title part that names the site
SITE_IDENTITY_SHORTEST = 2  # minimum letters of a name
SITE_IDENTITY_MOST_READ = 20  # words of a name that are read

# table_rows
TABLE_ROWS_LONG_CELL = 200  # a cell with more characters holds prose, not a datum
TABLE_ROWS_MANY_TEXTS = 3  # a cell with this many blocks holds prose
TABLE_ROWS_PROSE_SHARE = 0.5  # a table with a larger share of its text in cells of prose lays out the page
TABLE_ROWS_MOST_CELLS = 200  # cells of a row that are kept apart

# visibility
VISIBILITY_MARK = 5  # maximum characters of a mark
VISIBILITY_TEXTS, VISIBILITY_ICON = 20, 40  # maximum texts that are read, and characters of an icon
VISIBILITY_LONGEST_STYLE = 500  # characters of a style that are read
# pixels (a tenth of them in other units) from which a negative length puts text outside any screen
VISIBILITY_FAR = 900
