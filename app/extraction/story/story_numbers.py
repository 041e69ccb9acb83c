"""Numbers of finding the story: thresholds, weights, and sizes that bound the work, by the module that uses them."""

# shared
SHARED_SURE = 60  # worth from which a block is surely prose
SHARED_BOLD = 0.95  # minimum share of bold type in a bold line
SHARED_PARAGRAPH = 80  # minimum characters of a paragraph that shows a story around it
SHARED_LINKED = 0.3  # share of links from which a text is no prose
SHARED_CARD = 700  # maximum characters of a card

# author_bio
AUTHOR_BIO_LONGEST = 700  # maximum characters of a note
AUTHOR_BIO_BEGINNING = 120  # characters at its beginning in which the author's name must stand

# block_roles
BLOCK_ROLES_QUESTIONS = 3  # minimum questions of an interview
BLOCK_ROLES_LONGEST = 600  # maximum characters of a question
BLOCK_ROLES_MOST_OTHER = 0.5  # maximum share of other lines among the headings and bold lines of an interview

# bold_headings
BOLD_HEADINGS_LEVEL = 3  # level (1 to 6) of a heading made of a bold line
BOLD_HEADINGS_LONGEST = 120  # maximum characters of such a line

# container
CONTAINER_BELIEVED = (
    0.4  # share of the best worth that places with a body hint need together, or one article of several
)
CONTAINER_DOUBT = 0.1  # factor for the worth of a place inside an element with a noise hint
CONTAINER_STRICT_DOUBT = 0.02  # the same factor for a strict noise hint
CONTAINER_FAR = 2.0  # factor of the best wide place's worth from which a narrow place is preferred
CONTAINER_NEARLY = 0.95  # share of a place's worth from which a child place is chosen instead of it
CONTAINER_STORED = 200  # minimum letters of a stored text that blocks are looked up in
CONTAINER_COMPARED = 40  # minimum characters of a block that is looked up in it
CONTAINER_SURER = 4.0  # factor for the worth of a block that the structured data hold, too
CONTAINER_ONE = 1_000  # maximum worth of one block when places with a body hint are compared with the best place
CONTAINER_PARTS = 60  # maximum places with a body hint that may form one body
CONTAINER_TILES = 3  # minimum articles side by side that are parts of one story
CONTAINER_LITTLE = 60.0  # worth of the best place below which a page has hardly any prose
CONTAINER_NEAR = 20  # texts after the printed headline that are searched
CONTAINER_STORY = 200.0  # worth from which an article is a story by itself

# context
CONTEXT_MARK = 60  # maximum characters of an end mark
CONTEXT_BEFORE = 0.4  # minimum share of the prose before an end mark
CONTEXT_THREAD = 250  # minimum worth before a label of comments: the comments may be longer than the story
CONTEXT_TAIL = 60  # letters at the end of the stored text that are compared
CONTEXT_TELLING = 30  # minimum letters of that end for a comparison
CONTEXT_ALMOST = 0.8  # minimum share of the prose before the end of the stored text
CONTEXT_LAST = 0.15  # share of the prose that is the tail of a story
CONTEXT_LINKS = 3  # minimum items of a list of links at the end
CONTEXT_MUCH = 0.35  # minimum share of links in such a list
CONTEXT_MENU = 40  # minimum items of a menu
CONTEXT_ITEM = 25  # maximum characters of an item of a menu
CONTEXT_SENTENCE = 40  # minimum characters of a sentence under a heading

# find_boxes
FIND_BOXES_LINE = 300  # maximum characters of a line of an offer
FIND_BOXES_BOX = 2_000  # maximum characters of the box of an offer
FIND_BOXES_PROSE = 250  # characters from which a paragraph belongs to the story, not to an offer
FIND_BOXES_LABEL = 60  # maximum characters of the title of a box

# find_captions
FIND_CAPTIONS_CAPTION = 400  # maximum characters of a caption with all text beside its picture
FIND_CAPTIONS_LINE = 120  # maximum characters of a line in a paragraph with a picture, or directly after one
FIND_CAPTIONS_SHORTEST = 10  # minimum characters of such a line
FIND_CAPTIONS_TEXTS = 3  # maximum texts in the box of a picture: caption, credit, label
FIND_CAPTIONS_FIGURE = 900  # characters above which a figure is text with a picture in it
FIND_CAPTIONS_PARAGRAPHS = 3  # `p` elements from which a figure is text with a picture in it
FIND_CAPTIONS_FIGCAPTION = 1_500  # characters above which a `figcaption` with that many `p` elements was never closed

# find_cards
FIND_CARDS_SHARE = 0.25  # maximum share of the container's text in one card
FIND_CARDS_LABEL = 40  # maximum characters of the label of a card
FIND_CARDS_TITLE = 20  # minimum characters of a linked line that opens a card
FIND_CARDS_LINKED = 0.8  # share of links above which a line may open a card
FIND_CARDS_ENOUGH = 0.12  # minimum share of links in a card
FIND_CARDS_TEASER = 320  # maximum characters of a teaser
FIND_CARDS_SECTION = 200  # minimum characters of prose after a linked heading of the story

# groups
GROUPS_KEPT_BLOCKS = 60  # maximum blocks of a group that takes over blocks from below
GROUPS_CLIMB = 6  # maximum places around a block that are examined

# ignored_hints
IGNORED_HINTS_SOME = 0.25  # share of the page's prose above which a noise hint that is not strict is ignored
IGNORED_HINTS_MOST = 0.5  # the same share for a strict hint that names the layout, or of an element around the headline
IGNORED_HINTS_PROSE = 300  # minimum worth of the prose in a widget that is not a list of links
IGNORED_HINTS_LINKED = 0.1  # share of links from which an element is navigation or a list of links
IGNORED_HINTS_UNFOLDED = 100  # minimum worth of the prose in a part of an accordion
IGNORED_HINTS_LABEL = 160  # maximum characters of the heading or button that opens it
IGNORED_HINTS_LEVELS = 4  # places around the line that are searched for such a heading or button

# jsonld_body
JSONLD_BODY_SHORTEST = 120  # minimum characters of an `articleBody` that is not a stub

# label
LABEL_LINE = 120  # maximum characters of a label above the story
LABEL_LABEL = 40  # maximum characters of a label inside the story
LABEL_NEAR = 6  # blocks above the first prose among which a heading is kept
LABEL_CREDIT = 60  # maximum characters of a line after the story that names its source
LABEL_PLACE = 40  # maximum characters of a dateline

# lede
LEDE_SHORTEST = 30  # minimum characters of a lede
LEDE_LONGEST = 1_200  # maximum characters of a lede
LEDE_COMPARED = 60  # letters of a summary that are looked up in a text; minimum characters of a lede without a hint
LEDE_FULL = 80  # characters from which a lede needs no full stop
LEDE_DATELINE = 30  # maximum letters of a dateline before the text
LEDE_REACH = 60  # blocks that are searched after the headline, or after a candidate
LEDE_BYLINE = 4  # blocks before a note about an author that are searched for the byline
LEDE_NEAR = 12  # blocks before the first prose, or after the headline, that may be the lede
LEDE_PLACES = 3  # innermost places around a block whose hints count
LEDE_SUMMARY = 20  # minimum letters of a summary in the metadata

# link_list
LINK_LIST_LINKED = 0.66  # share of links above which a text is mostly links
LINK_LIST_WHOLE = 0.9  # share of links from which a text is nothing else
LINK_LIST_SENTENCE = 60  # characters from which a linked sentence belongs to the story

# live_entries
LIVE_ENTRIES_LEAST = 2  # minimum entries of a live blog
LIVE_ENTRIES_KEY = 40  # letters at the beginning of a text that are compared
LIVE_ENTRIES_MOST = 2_000  # maximum updates in JSON-LD that are read

# repeated
REPEATED_PARAGRAPH = 100  # characters from which a repeated text is not a refrain
REPEATED_LINE = 60  # characters from which equal texts are one block printed twice
REPEATED_WHOLE = 1_500  # minimum characters of a paragraph that may copy the whole story
REPEATED_COPIES = 5  # maximum such paragraphs that are checked, longest first
REPEATED_PART = 60  # minimum characters of a paragraph searched in a copy
REPEATED_SHARE = 0.6  # minimum share of the copy that these paragraphs fill
REPEATED_PULL_QUOTE = 12  # minimum letters of a pull quote
REPEATED_QUOTES = 60  # maximum blockquotes that are checked

# repeated_headline
REPEATED_HEADLINE_NEAR = 3  # blocks after the first prose that are still compared
REPEATED_HEADLINE_KICKER = 60  # maximum letters of a kicker before or after the headline
REPEATED_HEADLINE_LONG = 15  # minimum letters of a title that is recognized in a longer one
REPEATED_HEADLINE_FACTOR = 3  # a compared text has at most this many times the letters of the headline,
REPEATED_HEADLINE_MORE = 20  # and this many characters more

# story
STORY_LITTLE = 200  # characters below which a body is at most a teaser
STORY_CAPTIONS = 3  # minimum captions that tell a story instead of the prose
STORY_CAPTION = 40  # minimum characters of such a caption

# typed_blocks
TYPED_BLOCKS_NEAR = 12  # places above a list item that are searched for its lists
TYPED_BLOCKS_DEEPEST = 6  # maximum level of a nested list item
TYPED_BLOCKS_GAP = 2  # characters between two texts of the body

# wording
WORDING_LONG = 400  # maximum characters of a text matched at its beginning
WORDING_LINE = 160  # maximum characters of a line matched at its end
WORDING_LINKED = 300  # maximum characters of a text with a link that is searched for a prompt
WORDING_SENTENCES = 5  # maximum sentences of such a text that are checked

# worth (sizes are in characters as `reading_size` counts them)
WORTH_DENSE = 2  # factor for a script without spaces, whose characters say more
WORTH_SPACED = 25  # minimum characters per space of such a script
WORTH_SHORT = 25  # size below which a block that does not end like a sentence is a label
WORTH_LINE = 80  # size below which a line outside a paragraph that does not end like a sentence is a label
WORTH_PROSE = 140  # size above which a block is prose whatever it ends with
WORTH_LONG = 600  # size above which a block must consist of words
WORTH_SAMPLE = 2_000  # characters of such a block that are checked
WORTH_WORD = 30  # maximum average length of a word, in characters
# worth of a character of prose, by kind of block
WORTH_WEIGHTS = {"paragraph": 1.0, "blockquote": 0.8, "list_item": 0.4, "heading": 0.1, "table": 0.3, "code": 0.5}
WORTH_LABEL = -5.0  # worth of a label
WORTH_LINKED = 0.5  # share of links above which a block is a block of links
WORTH_LINK = 80  # maximum size of a block of links that counts
WORTH_LINKS = 0.7  # weight of such a block, subtracted
WORTH_LINK_COST = 1.5  # share of the worth that a block loses per share of links
WORTH_ROWS = 12  # maximum rows of one table that have a worth: no table outweighs the prose beside it
