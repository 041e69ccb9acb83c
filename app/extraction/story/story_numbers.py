"""Numbers used to find the story (thresholds, weights, limits on the work), grouped by the module that uses them."""

# shared
SHARED_SURE = 60  # a block with at least this worth (number of characters of prose, see `worth`) is surely prose
SHARED_BOLD = 0.95  # a line counts as bold if at least this share of it is in bold type
# a paragraph of at least this many characters shows that the blocks next to it belong to the story
SHARED_PARAGRAPH = 80
SHARED_LINKED = 0.3  # a block with at least this share of linked text is not prose
SHARED_CARD = 700  # maximum length of a card (a box that leads to another story), in characters

# author_bio
AUTHOR_BIO_LONGEST = 700  # maximum length of a note about the author, in characters
# how many characters at the start of a note about the author are compared with the author's name
AUTHOR_BIO_BEGINNING = 120

# block_roles
BLOCK_ROLES_QUESTIONS = 3  # minimum number of questions of an interview
BLOCK_ROLES_LONGEST = 600  # maximum length of a question, in characters
# maximum share of lines that are not questions among the headings and bold lines of an interview
BLOCK_ROLES_MOST_OTHER = 0.5

# bold_headings
BOLD_HEADINGS_LEVEL = 3  # heading level (1 to 6) given to a bold line
BOLD_HEADINGS_LONGEST = 120  # maximum length of a bold line that becomes a heading, in characters

# container
# elements with a class name such as `article-body` are the body if they have this share of the best element's prose
CONTAINER_BELIEVED = 0.4
# factor for the worth (characters of prose) of an element with a noise hint (`popup`), or inside such an element
CONTAINER_DOUBT = 0.1
# factor for the worth (characters of prose) of an element with a strict noise hint (`footer`), or inside such one
CONTAINER_STRICT_DOUBT = 0.02
# a narrow element (`p`) is chosen if it has more than this many times the prose of the best wide element
CONTAINER_FAR = 2.0
# a child element is chosen instead of its parent if it has at least this share of the parent's prose
CONTAINER_NEARLY = 0.95
CONTAINER_STORED = 200  # minimum number of letters of a body in JSON-LD for it to be compared with the blocks
CONTAINER_COMPARED = 40  # minimum length of a block that is compared with the body in JSON-LD, in characters
CONTAINER_SURER = 4.0  # factor for the worth (characters of prose) of a block that the body in JSON-LD repeats
# one block counts at most this many characters of prose when elements called `article-body` are compared with others
CONTAINER_ONE = 1_000
CONTAINER_PARTS = 60  # maximum number of elements with class names such as `article-body` that are joined to one body
CONTAINER_TILES = 3  # this many `article` elements side by side, or more, are parts of one story
CONTAINER_LITTLE = 60.0  # a page has hardly any prose if every element has a worth (characters of prose) below this
CONTAINER_NEAR = 20  # how many texts after the headline are searched for the story on a page with hardly any prose
# an `article` element with less worth (characters of prose) than this is not a story of its own
CONTAINER_STORY = 200.0

# context
CONTEXT_MARK = 60  # maximum length of an end mark (a line that ends the story), in characters
CONTEXT_BEFORE = 0.4  # an end mark counts only if at least this share of the page's prose is before it
# the story ends at the title of the readers' comments if at least this many characters of prose are before it
CONTEXT_THREAD = 250
# how many letters at the end of the body in JSON-LD are searched for in the blocks, to find the end of the story
CONTEXT_TAIL = 60
# the end of a body in JSON-LD with fewer letters than this is not searched for in the blocks
CONTEXT_TELLING = 30
# the story ends with the block in which the body in JSON-LD ends, if that far there is this share of the page's prose
CONTEXT_ALMOST = 0.8
CONTEXT_LAST = 0.15  # notes about the author are searched for in this last share of the prose
CONTEXT_PLAIN = 0.5  # a list with at most this share of linked text may be part of the story
CONTEXT_ALL = 0.9  # a list item with at least this share of linked text counts as a link
CONTEXT_LINKS = 3  # minimum number of items of a list of links after the last paragraph
CONTEXT_MUCH = 0.35  # minimum share of linked text in a list of links after the last paragraph
CONTEXT_MENU = 40  # this many short list items in a row, or more, are a menu
CONTEXT_ITEM = 25  # maximum length of an item of a menu, in characters
CONTEXT_SENTENCE = 40  # minimum length of a sentence directly after a heading, in characters

# empty_headings
EMPTY_HEADINGS_OTHER = 7  # level given to a block that is not a heading: deeper than all headings
EMPTY_HEADINGS_LONGEST = 60  # maximum length, in characters, of a heading that is dropped with the texts under it

# find_boxes
FIND_BOXES_LINE = 300  # maximum length of a line with a subscription offer, in characters
FIND_BOXES_BOX = 2_000  # maximum length of the box around a subscription offer, in characters
FIND_BOXES_PROSE = 250  # minimum length, in characters, of a paragraph that belongs to the story, not to an offer
FIND_BOXES_LABEL = 60  # maximum length of the title of a box of key points, in characters

# find_captions
FIND_CAPTIONS_CAPTION = 400  # maximum length of a caption together with all text beside its picture, in characters
# maximum length of a caption in a paragraph with a picture, or directly after a picture, in characters
FIND_CAPTIONS_LINE = 120
FIND_CAPTIONS_CREDIT = 60  # maximum length of the name after a copyright sign at the end of a caption, in characters
FIND_CAPTIONS_SHORTEST = 10  # minimum length of a caption directly after a picture, in characters
FIND_CAPTIONS_TEXTS = 3  # maximum number of texts (caption, credit, label) in the box of a picture
FIND_CAPTIONS_FIGURE = 900  # a `figure` with more than this many characters is text with a picture in it
FIND_CAPTIONS_PARAGRAPHS = 3  # a `figure` with at least this many `p` elements is text with a picture in it
# minimum number of paragraphs needed to judge whether the page ends sentences with a punctuation mark
FIND_CAPTIONS_PLAIN = 8
# lines without a punctuation mark may be captions if at least this share of the paragraphs end with one
FIND_CAPTIONS_ENDED = 0.25
# a `figcaption` longer than this many characters, with several `p` elements, lacks its end tag
FIND_CAPTIONS_FIGCAPTION = 1_500

# find_cards
FIND_CARDS_SHARE = 0.25  # a card (box that leads to another story) has at most this share of the container's text
FIND_CARDS_LABEL = 40  # maximum length of the label of a card (`Read more`), in characters
FIND_CARDS_TITLE = 20  # minimum length of a linked line that is the title of a card, in characters
FIND_CARDS_LINKED = 0.8  # a line with more than this share of linked text may be the title of a card
FIND_CARDS_ENOUGH = 0.12  # minimum share of linked text in a card (box that leads to another story)
FIND_CARDS_TEASER = 320  # maximum length of the teaser in a card, in characters
FIND_CARDS_SECTION = 200  # minimum length of prose after a linked heading that belongs to the story, in characters

# find_slides
FIND_SLIDES_LEAST = 3  # minimum number of numbered slides of a gallery
# if the prose beside slides has at least this worth (characters), the slides are not the story
FIND_SLIDES_BESIDE = 300

# groups
# maximum number of blocks listed in the `Group` of an element; a larger group keeps only totals
GROUPS_KEPT_BLOCKS = 60
GROUPS_CLIMB = 6  # how many elements around a block are examined to find the card or picture that it belongs to

# ignored_hints
# an element's noise hint (`sidebar`) is ignored if the element has more than this share of the page's prose
IGNORED_HINTS_SOME = 0.25
# a strict noise hint (`footer`) is ignored only if the element has more than this share of the page's prose
IGNORED_HINTS_MOST = 0.5
IGNORED_HINTS_PROSE = 300  # a widget with at least this worth (characters of prose) is not noise
IGNORED_HINTS_LINKED = 0.1  # an element with at least this share of linked text is navigation or a list of links
# a folded part of an accordion is kept if it has at least this worth (characters of prose)
IGNORED_HINTS_UNFOLDED = 100
IGNORED_HINTS_LABEL = 160  # maximum length of the heading or button that opens a part of an accordion, in characters
IGNORED_HINTS_LEVELS = 4  # how many elements around a line are searched for the heading or button of an accordion

# jsonld_body
JSONLD_BODY_SHORTEST = 120  # an `articleBody` shorter than this many characters is ignored

# label
LABEL_LINE = 120  # maximum length, in characters, of a label (date, byline, source) above the story
LABEL_LABEL = 40  # maximum length of a label (date, byline, source) inside the story, in characters
LABEL_NEAR = 6  # how many blocks before the first prose may be headings of the story
LABEL_CREDIT = 60  # maximum length of a source line after the story, in characters
LABEL_NAMES = 4  # maximum number of words in the name of a byline without a number
LABEL_PLACE = 40  # maximum length of a line that is only a dateline, in characters

# lede
LEDE_SHORTEST = 30  # minimum length of a lede, in characters
LEDE_LONGEST = 1_200  # maximum length of a lede, in characters
# how many letters of a summary are compared with a block; also the minimum length of a lede that no class name marks
LEDE_COMPARED = 60
LEDE_FULL = 80  # minimum length, in characters, of a lede without a full stop at its end
LEDE_DATELINE = 30  # maximum number of letters of a dateline before the text of a lede
LEDE_STORY = 3  # an element with at least this many further paragraphs is not a lede, whatever its name
# how many blocks after the headline are searched for the lede, or after a possible lede for other prose
LEDE_REACH = 60
LEDE_BYLINE = 4  # how many blocks before a note about an author are searched for the byline
LEDE_NEAR = 12  # how many blocks before the first prose, or after the headline, may be the lede
LEDE_PLACES = 3  # how many elements around a possible lede are searched for class names, innermost first
LEDE_SUMMARY = 20  # minimum number of letters of a summary in the metadata that is compared with possible ledes

# link_list
LINK_LIST_LINKED = 0.66  # a text with more than this share of linked text is dropped as a list of links
LINK_LIST_WHOLE = 0.9  # a text with at least this share of linked text counts as a link
LINK_LIST_SENTENCE = 60  # minimum length, in characters, of a linked sentence that belongs to the story

# live_entries
LIVE_ENTRIES_LEAST = 2  # minimum number of entries of a live blog
LIVE_ENTRIES_KEY = 40  # how many letters at the start of an update are compared with the blocks
LIVE_ENTRIES_MOST = 2_000  # maximum number of updates of a live blog in JSON-LD that are read

# repeated
REPEATED_LINE = 60  # minimum length, in characters, of a text that is dropped if it is printed twice
REPEATED_WHOLE = 1_500  # minimum length of a paragraph that may repeat the whole story, in characters
REPEATED_COPIES = 5  # maximum number of paragraphs checked for a copy of the whole story, longest first
REPEATED_PART = 60  # minimum length of a paragraph that is looked for in a copy of the story, in characters
REPEATED_SHARE = 0.6  # a paragraph is a copy of the story if other paragraphs repeat at least this share of it
REPEATED_PULL_QUOTE = 12  # minimum number of letters of a pull quote
REPEATED_QUOTES = 60  # maximum number of `blockquote` elements that are checked for being pull quotes

# repeated_headline
REPEATED_HEADLINE_NEAR = 3  # how many blocks after the first prose are compared with the headline
REPEATED_HEADLINE_KICKER = 60  # maximum number of letters of a kicker before or after a repeated headline
REPEATED_HEADLINE_LONG = 15  # minimum number of letters of a title that is recognised inside a longer one
# maximum length of a block that may repeat the headline, as a multiple of the headline's letters
REPEATED_HEADLINE_FACTOR = 3
# how many characters more than `REPEATED_HEADLINE_FACTOR` allows a block that may repeat the headline may have
REPEATED_HEADLINE_MORE = 20

# story
STORY_LITTLE = 200  # a body shorter than this many characters is at most a teaser
STORY_CAPTIONS = 3  # minimum number of captions that make up a story without prose
STORY_CAPTION = 40  # minimum length of a caption that is part of the story, in characters
STORY_LINKED = 0.9  # a line of a box with more than this share of linked text is an entry of a table of contents
STORY_PROMPTS = 2  # a box with at least this many lines that match noise words of the pack is a request, not a fact box

# typed_blocks
TYPED_BLOCKS_NEAR = 12  # maximum number of elements around a list item that are searched for its lists
TYPED_BLOCKS_DEEPEST = 6  # maximum level of a nested list item in the record
TYPED_BLOCKS_GAP = 2  # number of characters (line breaks) between two texts of the body

# wording
WORDING_LONG = 400  # maximum length of a text whose beginning is compared with noise words, in characters
WORDING_APPEAL = 900  # maximum length of an appeal to the readers (for money, subscribers or followers), in characters
WORDING_LINE = 160  # maximum length of a line whose end is compared with prompts (`click here`), in characters
# maximum length of a text with a link that is searched for prompts (`Subscribe to …`), in characters
WORDING_LINKED = 300
WORDING_SENTENCES = 5  # how many sentences of a text with a link are searched for prompts

# worth (sizes are in characters as `reading_size` counts them)
WORTH_DENSE = 2  # in a script without spaces, where a character says more, each character counts as this many
WORTH_SPACED = 25  # a text with less than 1 space in this many characters is in a script without spaces
WORTH_SHORT = 25  # a block of fewer than this many characters that does not end like a sentence is a label
WORTH_LINE = 80  # a line of fewer than this many characters outside a `p` that does not end like a sentence is a label
WORTH_PROSE = 140  # a block of more than this many characters is prose, even if it does not end like a sentence
WORTH_LONG = 600  # a block of more than this many characters counts as no prose if it does not consist of words
WORTH_SAMPLE = 2_000  # how many characters of a long block are checked for words
WORTH_WORD = 30  # prose has at least 1 space in this many characters
# how much each character of prose counts, by kind of block
WORTH_WEIGHTS = {"paragraph": 1.0, "blockquote": 0.8, "list_item": 0.4, "heading": 0.1, "table": 0.3, "code": 0.5}
WORTH_LABEL = -5.0  # worth (characters of prose) of a label: labels count against the element around them
WORTH_LINKED = 0.5  # a block with more than this share of linked text counts as links
WORTH_LINK = 80  # how many characters of a block of links count at most against the worth of its element
WORTH_LINKS = 0.7  # how many characters of prose each character of a block of links takes from its element's worth
WORTH_LINK_COST = 1.5  # a block's worth as prose is multiplied by 1 - this number × its share of linked text
WORTH_ROWS = 12  # how many rows of a table count, so that no table has more worth than the prose beside it
