"""Numbers of finding the story: thresholds, weights, and sizes that bound the work, by the module that uses them."""

# shared
SHARED_SURE = 60  # worth of a block from which it is surely prose
SHARED_BOLD = 0.95  # minimum share of bold type in a line that counts as bold
SHARED_PARAGRAPH = 80  # minimum characters of a paragraph that marks its surroundings as story
SHARED_LINKED = 0.3  # share of links in a block from which it is not prose
SHARED_CARD = 700  # maximum characters of a card (a box that leads to another story)

# author_bio
AUTHOR_BIO_LONGEST = 700  # maximum characters of a note about the author
AUTHOR_BIO_BEGINNING = 120  # characters at the start of a note that must contain the author's name

# block_roles
BLOCK_ROLES_QUESTIONS = 3  # minimum questions of an interview
BLOCK_ROLES_LONGEST = 600  # maximum characters of a question
BLOCK_ROLES_MOST_OTHER = 0.5  # maximum share of other lines among the headings and bold lines of an interview

# bold_headings
BOLD_HEADINGS_LEVEL = 3  # heading level (1 to 6) given to a bold line
BOLD_HEADINGS_LONGEST = 120  # maximum characters of a bold line that becomes a heading

# container
# share of the best place's worth that places with a body hint, or one of several articles, must have
CONTAINER_BELIEVED = 0.4  # share of the best place's worth that marked places, or one of several articles, need
CONTAINER_DOUBT = 0.1  # factor for the worth of a place inside an element with a noise hint
CONTAINER_STRICT_DOUBT = 0.02  # factor for the worth of a place inside an element with a strict noise hint
CONTAINER_FAR = 2.0  # a narrow place is chosen if its worth exceeds that of the best wide place by this factor
CONTAINER_NEARLY = 0.95  # share of a place's worth from which its child place is chosen instead
CONTAINER_STORED = 200  # minimum letters of a stored body that the blocks are compared with
CONTAINER_COMPARED = 40  # minimum characters of a block that is compared with the stored body
CONTAINER_SURER = 4.0  # factor for the worth of a block that the stored body repeats
CONTAINER_ONE = 1_000  # maximum worth of one block when places with a body hint are compared with the best place
CONTAINER_PARTS = 60  # maximum places with a body hint that are joined to one body
CONTAINER_TILES = 3  # minimum `article` elements side by side that are parts of one story
CONTAINER_LITTLE = 60.0  # worth of the best place below which the page has hardly any prose
CONTAINER_NEAR = 20  # texts after the printed headline that are searched if the page has hardly any prose
CONTAINER_STORY = 200.0  # worth from which an `article` element is a story of its own

# context
CONTEXT_MARK = 60  # maximum characters of an end mark (a line that ends the story)
CONTEXT_BEFORE = 0.4  # minimum share of the prose before an end mark
CONTEXT_THREAD = 250  # minimum worth of the prose before a label of comments, which may be longer than the story
CONTEXT_TAIL = 60  # letters at the end of the stored body that are looked for in the blocks
CONTEXT_TELLING = 30  # minimum letters at the end of the stored body that can be looked for
CONTEXT_ALMOST = 0.8  # minimum share of the prose before the block with the end of the stored body
CONTEXT_LAST = 0.15  # share of the prose at the end that may hold a note about the author
CONTEXT_PLAIN = 0.5  # maximum share of links in a list that tells a part of the story
CONTEXT_ALL = 0.9  # share of links from which a list item has no plain text
CONTEXT_LINKS = 3  # minimum items of a list of links after the last paragraph
CONTEXT_MUCH = 0.35  # minimum share of links in a list of links after the last paragraph
CONTEXT_MENU = 40  # minimum items of a menu of short words
CONTEXT_ITEM = 25  # maximum characters of an item of a menu
CONTEXT_SENTENCE = 40  # minimum characters of a sentence directly after a heading

# find_boxes
FIND_BOXES_LINE = 300  # maximum characters of a line with a subscription offer
FIND_BOXES_BOX = 2_000  # maximum characters of the box around a subscription offer
FIND_BOXES_PROSE = 250  # characters from which a paragraph belongs to the story, not to an offer
FIND_BOXES_LABEL = 60  # maximum characters of the title of a box of key points

# find_captions
FIND_CAPTIONS_CAPTION = 400  # maximum characters of a caption together with all text beside its picture
FIND_CAPTIONS_LINE = 120  # maximum characters of a caption in a paragraph with a picture, or directly after a picture
FIND_CAPTIONS_SHORTEST = 10  # minimum characters of a caption directly after a picture
FIND_CAPTIONS_TEXTS = 3  # maximum texts in the box of a picture: caption, credit, label
FIND_CAPTIONS_FIGURE = 900  # characters above which a `figure` is text with a picture in it
FIND_CAPTIONS_PARAGRAPHS = 3  # `p` elements from which a `figure` is text with a picture in it
FIND_CAPTIONS_PLAIN = 8  # minimum paragraphs without picture that show whether sentences end with a sign
FIND_CAPTIONS_ENDED = 0.25  # share of those with a sign at their end from which a missing sign marks a caption
FIND_CAPTIONS_FIGCAPTION = 1_500  # characters above which a `figcaption` with several `p` elements was never closed

# find_cards
FIND_CARDS_SHARE = 0.25  # maximum share of the container's text in one card
FIND_CARDS_LABEL = 40  # maximum characters of the label of a card
FIND_CARDS_TITLE = 20  # minimum characters of a linked line that opens a card
FIND_CARDS_LINKED = 0.8  # share of links above which a line may open a card
FIND_CARDS_ENOUGH = 0.12  # minimum share of links in a card
FIND_CARDS_TEASER = 320  # maximum characters of the teaser in a card
FIND_CARDS_SECTION = 200  # minimum characters of prose after a linked heading that belongs to the story

# find_slides
FIND_SLIDES_LEAST = 3  # minimum numbered slides of a gallery
FIND_SLIDES_BESIDE = 300  # worth of the prose beside the slides from which they are not the story

# groups
GROUPS_KEPT_BLOCKS = 60  # maximum blocks that a group of blocks lists
GROUPS_CLIMB = 6  # maximum places around a block that are examined for a card or caption

# ignored_hints
IGNORED_HINTS_SOME = 0.25  # share of the page's prose in an element above which its noise hint is ignored
IGNORED_HINTS_MOST = 0.5  # share of the page's prose in an element above which even a strict layout hint is ignored
IGNORED_HINTS_PROSE = 300  # minimum worth of the prose in a widget that is not noise
IGNORED_HINTS_LINKED = 0.1  # share of links from which an element is navigation or a list of links
IGNORED_HINTS_UNFOLDED = 100  # minimum worth of the prose in a folded part of an accordion that is kept
IGNORED_HINTS_LABEL = 160  # maximum characters of the heading or button that opens a part of an accordion
IGNORED_HINTS_LEVELS = 4  # places around a line that are searched for the heading or button of an accordion

# jsonld_body
JSONLD_BODY_SHORTEST = 120  # minimum characters of an `articleBody` that is not a stub

# label
LABEL_LINE = 120  # maximum characters of a label (date, byline, source) above the story
LABEL_LABEL = 40  # maximum characters of a label inside the story
LABEL_NEAR = 6  # blocks before the first prose among which headings are kept
LABEL_CREDIT = 60  # maximum characters of a source line after the story
LABEL_PLACE = 40  # maximum characters of a line that is only a dateline

# lede
LEDE_SHORTEST = 30  # minimum characters of a lede
LEDE_LONGEST = 1_200  # maximum characters of a lede
# letters of a summary that are compared with a block; also minimum characters of a lede without a hint
LEDE_COMPARED = 60
LEDE_FULL = 80  # characters from which a lede needs no full stop at its end
LEDE_DATELINE = 30  # maximum letters of a dateline before the text of a lede
LEDE_STORY = 3  # minimum further paragraphs of an element that is not a lede, whatever its name
LEDE_REACH = 60  # maximum blocks after the headline, or after a candidate for the lede, that are searched
LEDE_BYLINE = 4  # blocks before a note about an author that are searched for the byline
LEDE_NEAR = 12  # blocks before the first prose, or after the headline, that may be the lede
LEDE_PLACES = 3  # innermost places around a candidate for the lede whose hints count
LEDE_SUMMARY = 20  # minimum letters of a summary in the metadata that is compared with candidates for the lede

# link_list
LINK_LIST_LINKED = 0.66  # share of links above which a text is dropped as a list of links
LINK_LIST_WHOLE = 0.9  # share of links from which a text counts as nothing but links
LINK_LIST_SENTENCE = 60  # characters from which a linked sentence belongs to the story

# live_entries
LIVE_ENTRIES_LEAST = 2  # minimum entries of a live blog
LIVE_ENTRIES_KEY = 40  # letters at the start of an update that are compared with the blocks
LIVE_ENTRIES_MOST = 2_000  # maximum updates of a live blog in JSON-LD that are read

# repeated
REPEATED_LINE = 60  # characters from which two equal texts are one block printed twice
REPEATED_WHOLE = 1_500  # minimum characters of a paragraph that may repeat the whole story
REPEATED_COPIES = 5  # maximum paragraphs checked for a copy of the whole story, longest first
REPEATED_PART = 60  # minimum characters of a paragraph that is looked for in a copy of the story
REPEATED_SHARE = 0.6  # minimum share of a copy that other paragraphs fill
REPEATED_PULL_QUOTE = 12  # minimum letters of a pull quote
REPEATED_QUOTES = 60  # maximum blockquotes checked for repeating the story

# repeated_headline
REPEATED_HEADLINE_NEAR = 3  # blocks after the first prose that are compared with the headline
REPEATED_HEADLINE_KICKER = 60  # maximum letters of a kicker before or after a repeated headline
REPEATED_HEADLINE_LONG = 15  # minimum letters of a title that is recognised inside a longer one
REPEATED_HEADLINE_FACTOR = 3  # maximum length of a compared block, as a multiple of the headline's letters
REPEATED_HEADLINE_MORE = 20  # characters by which a compared block may exceed that multiple

# story
STORY_LITTLE = 200  # characters below which a body is at most a teaser
STORY_CAPTIONS = 3  # minimum captions that tell a story without prose
STORY_CAPTION = 40  # minimum characters of a caption that tells a part of the story
STORY_LINKED = 0.9  # share of links above which a line of a box leads to a part of the page: a table of contents
STORY_PROMPTS = 2  # minimum lines of the pack's lists in a box that is a prompt, not facts

# typed_blocks
TYPED_BLOCKS_NEAR = 12  # maximum places above a list item that are searched for its lists
TYPED_BLOCKS_DEEPEST = 6  # maximum level of a nested list item in the record
TYPED_BLOCKS_GAP = 2  # characters between two texts of the body

# wording
WORDING_LONG = 400  # maximum characters of a text whose beginning is matched with noise words
WORDING_LINE = 160  # maximum characters of a line whose end is matched with a prompt
WORDING_LINKED = 300  # maximum characters of a text with a link that is searched for a prompt
WORDING_SENTENCES = 5  # maximum sentences of a text with a link that are searched for a prompt

# worth (sizes are in characters as `reading_size` counts them)
WORTH_DENSE = 2  # factor for the size of a text in a script without spaces, whose characters say more
WORTH_SPACED = 25  # characters per space from which a text is in a script without spaces
WORTH_SHORT = 25  # size below which a block that does not end like a sentence is a label
WORTH_LINE = 80  # size below which a line outside a paragraph that does not end like a sentence is a label
WORTH_PROSE = 140  # size above which a block is prose whatever it ends with
WORTH_LONG = 600  # size above which a block without recognisable words has no worth
WORTH_SAMPLE = 2_000  # characters of a long block that are checked for words
WORTH_WORD = 30  # maximum average length of a word in prose, in characters
# worth of a character of prose, by kind of block
WORTH_WEIGHTS = {"paragraph": 1.0, "blockquote": 0.8, "list_item": 0.4, "heading": 0.1, "table": 0.3, "code": 0.5}
WORTH_LABEL = -5.0  # worth of a label (negative)
WORTH_LINKED = 0.5  # share of links above which a block counts as links
WORTH_LINK = 80  # maximum size of a block of links that counts against its place
WORTH_LINKS = 0.7  # weight of a block of links; its worth is negative
WORTH_LINK_COST = 1.5  # share of its worth that a block loses per share of links
WORTH_ROWS = 12  # maximum rows of one table with a worth, so that no table outweighs the prose beside it
