"""Numbers used to find the story (thresholds, weights, limits on the work), grouped by the module that uses them."""

# shared
SHARED_SURE = 60  # a block with at least this worth (number of characters of prose, see `worth`) is prose for sure
SHARED_BOLD = 0.95  # a line counts as bold if at least this share of it is in bold type
# a paragraph of at least this many characters shows that the blocks next to it belong to the story
SHARED_PARAGRAPH = 80
SHARED_LINKED = 0.3  # a block with at least this share of linked text is not prose
SHARED_CARD = 700  # an element of more than this many characters is not a card (a box that leads to another story)

# author_bio
AUTHOR_BIO_LONGEST = 700  # a text of more than this many characters is not a note about the author
# how many characters at the start of a text are searched for an author's name, to recognise a note about the author
AUTHOR_BIO_BEGINNING = 120

# block_roles
BLOCK_ROLES_QUESTIONS = 3  # a story with fewer questions than this is not an interview
BLOCK_ROLES_LONGEST = 600  # a line of more than this many characters is not a question
# a story is not an interview if more than this share of its bold lines and headings are not questions
BLOCK_ROLES_MOST_OTHER = 0.5

# bold_headings
BOLD_HEADINGS_LEVEL = 3  # heading level (1 to 6) given to a bold line
BOLD_HEADINGS_LONGEST = 120  # a bold line of more than this many characters does not become a heading

# container
# Two uses. Elements with a class name such as `article-body` hold the body if their prose is at least this share of the
# prose of the element with the most prose. Of several `article` elements, each holds a story if its prose is at least
# this share of the prose of the longest one.
CONTAINER_BELIEVED = 0.4
# the worth of an element with a noise hint (`popup`), and of all elements inside it, is multiplied by this factor
CONTAINER_DOUBT = 0.1
# the worth of an element with a strict noise hint (`footer`), and of all elements inside it, is multiplied by
# this factor
CONTAINER_STRICT_DOUBT = 0.02
# The container is usually the wide element (such as `div`) with the most prose. But if a narrow element (such as `p`)
# has more than this many times as much prose, the container is the wide element around the narrow one.
CONTAINER_FAR = 2.0
# a child element is chosen as container instead of its parent if it has at least this share of the parent's prose
CONTAINER_NEARLY = 0.95
CONTAINER_STORED = 200  # a body in JSON-LD with fewer letters than this is not compared with the blocks
CONTAINER_COMPARED = 40  # a block is compared with the body in JSON-LD only if it has at least this many characters
CONTAINER_SURER = 4.0  # the worth of a block is multiplied by this factor if the body in JSON-LD has the block's text
# Elements with a class name such as `article-body` are compared with the element that has the most prose. In this
# comparison, each block adds at most this worth (characters of prose) to its element.
CONTAINER_ONE = 1_000
# if more elements than this have class names such as `article-body`, they are not joined into one body
CONTAINER_PARTS = 60
# at least this many `article` elements side by side are parts of one story, if none of them has the headline
CONTAINER_TILES = 3
CONTAINER_LITTLE = 60.0  # a page has hardly any prose if no element has at least this worth (characters of prose)
CONTAINER_NEAR = 20  # how many texts after the headline are searched for the story on a page with hardly any prose
# an `article` element with a worth (characters of prose) below this is not a story of its own
CONTAINER_STORY = 200.0

# context
CONTEXT_MARK = 60  # a line of more than this many characters is not an end mark (a line that ends the story)
CONTEXT_BEFORE = 0.4  # an end mark counts only if at least this share of the page's prose is before it
# the story ends at the heading of the readers' comments if at least this many characters of prose are before it
CONTEXT_THREAD = 250
# The story's last block is the one that ends with the same letters as the body in JSON-LD. Only this many characters at
# the end of that body are compared.
CONTEXT_TAIL = 60
# the last `CONTEXT_TAIL` characters of the body in JSON-LD are compared with the ends of the blocks only if at least
# this many of these characters are letters
CONTEXT_TELLING = 30
# a block that ends like the body in JSON-LD is the story's last block only if this block and the blocks before it have
# at least this share of the prose
CONTEXT_ALMOST = 0.8
# the last part of a story has this share of the story's prose; notes about the author are found only in this part
CONTEXT_LAST = 0.15
CONTEXT_AUTHOR = 5  # an author's name of fewer letters than this is not searched for in notes about the author
CONTEXT_PLAIN = 0.5  # a list in which at most this share of the text is linked may be part of the story
CONTEXT_ALL = 0.9  # a list item in which at least this share of the text is linked counts as a link
CONTEXT_LINKS = 3  # a list of links after the last paragraph is dropped only if it has at least this many items
CONTEXT_MUCH = 0.35  # a list after the last paragraph is dropped only if at least this share of its text is linked
CONTEXT_MENU = 40  # at least this many short list items in a row are a menu
CONTEXT_ITEM = 25  # a list item of more than this many characters is not an item of a menu
# a heading belongs to the story if a sentence of at least this many characters directly follows it
CONTEXT_SENTENCE = 40

# empty_headings
EMPTY_HEADINGS_OTHER = 7  # heading level given to a block that is not a heading: deeper than all headings
EMPTY_HEADINGS_LONGEST = 60  # a heading longer than this many characters is kept even if all texts under it are dropped

# find_boxes
FIND_BOXES_LINE = 300  # a line of more than this many characters does not offer a subscription
FIND_BOXES_BOX = 2_000  # an element of more than this many characters is not the box around a subscription offer
FIND_BOXES_PROSE = 250  # a paragraph of at least this many characters belongs to the story, not to a subscription offer
FIND_BOXES_LABEL = 60  # a line of more than this many characters is not the title of a box of key points

# find_captions
FIND_CAPTIONS_CAPTION = 400  # text beside a picture is a caption only if it has at most this many characters
# a line in a paragraph with a picture, or after a picture, is not a caption if it has more characters than this
FIND_CAPTIONS_LINE = 120
# the words after a copyright sign are not a name if they have more characters than this
FIND_CAPTIONS_CREDIT = 60
# a line with fewer characters than this is not the caption of the picture directly before it
FIND_CAPTIONS_SHORTEST = 10
# texts in a box with a picture are captions only if there are at most this many (caption, credit, label)
FIND_CAPTIONS_TEXTS = 3
# a `figure` with more characters than this is a part of the story, not a picture with its caption
FIND_CAPTIONS_FIGURE = 900
# a `figure` with at least this many texts in `p` elements is a part of the story, not a picture with its caption
FIND_CAPTIONS_PARAGRAPHS = 3
# A line without punctuation at its end may be a caption, unless most paragraphs of the page lack punctuation, too (see
# `FIND_CAPTIONS_ENDED`). Pages with fewer paragraphs than this are not checked.
FIND_CAPTIONS_PLAIN = 8
# if less than this share of a page's paragraphs end with punctuation, a line without punctuation is not taken for a
# caption; pages with fewer than `FIND_CAPTIONS_PLAIN` paragraphs are not checked
FIND_CAPTIONS_ENDED = 0.25
# A `figcaption` is not a caption if it has more characters than this, and also at least `FIND_CAPTIONS_PARAGRAPHS`
# texts in `p` elements: its end tag is missing, so it contains parts of the story.
FIND_CAPTIONS_FIGCAPTION = 1_500

# find_cards
# an element with more than this share of the container's text is not a card (box that leads to another story)
FIND_CARDS_SHARE = 0.25
FIND_CARDS_LABEL = 40  # a line of more than this many characters is not the label of a card (`Read more`)
FIND_CARDS_TITLE = 20  # a linked line with fewer characters than this is not the title of a card
FIND_CARDS_LINKED = 0.8  # a line with more than this share of linked text may be the title of a card
FIND_CARDS_ENOUGH = 0.12  # an element in which less than this share of the text is linked is not a card
FIND_CARDS_TEASER = 320  # a text of more than this many characters is not the teaser in a card
# a linked heading belongs to the story if the prose after it has at least this many characters
FIND_CARDS_SECTION = 200

# find_slides
FIND_SLIDES_LEAST = 3  # minimum number of slides that count up (`1/12`, `2/12` …) in a gallery
# if the prose beside the slides has at least this worth (characters), the slides are dropped
FIND_SLIDES_BESIDE = 300

# groups
# The blocks of an inner element are added to the list of the element around it only if this list has at most this many
# blocks so far. The totals of an element (characters, pictures …) count all blocks, listed or not.
GROUPS_KEPT_BLOCKS = 60
GROUPS_CLIMB = 6  # how many elements around a block are examined to find the card or picture that it belongs to

# ignored_hints
# an element's noise hint (`sidebar`) is ignored if the element holds more than this share of the page's prose
IGNORED_HINTS_SOME = 0.25
# a strict noise hint (`footer`) is ignored only if its element holds more than this share of the page's prose
IGNORED_HINTS_MOST = 0.5
# a noise hint `widget` or `popup` is ignored if the element has at least this worth (characters of prose)
IGNORED_HINTS_PROSE = 300
# an element in which at least this share of the text is linked does not contradict its noise hint (`navigation`)
IGNORED_HINTS_LINKED = 0.1
# a folded part of an accordion is kept if it has at least this worth (characters of prose)
IGNORED_HINTS_UNFOLDED = 100
IGNORED_HINTS_LABEL = 160  # a line of more than this many characters does not open a part of an accordion
# how many elements are searched for a heading or button that opens a part of an accordion: a line's own element, then
# its ancestors
IGNORED_HINTS_LEVELS = 4

# jsonld_body
JSONLD_BODY_SHORTEST = 120  # an `articleBody` shorter than this many characters is ignored

# label
LABEL_LINE = 120  # a line above the story with more than this many characters is not a label (date, byline, source)
LABEL_LABEL = 40  # a line inside the story with more than this many characters is not a label (date, byline, source)
# Two uses. A heading belongs to the story if it is after the first prose, or at most this many blocks before the first
# prose. A byline or date is a label if it is before the first prose, or at most this many blocks after the first prose.
LABEL_NEAR = 6
# a line of more than this many characters is not dropped as a byline, source or date
LABEL_CREDIT = 60
LABEL_NAMES = 4  # a line such as `By Mina Arslan` is dropped if its name has at least two and at most this many words
# maximum length, in characters, of a line that consists of a dateline (`ANKARA (AA) -`) and is dropped
LABEL_PLACE = 40

# lede
LEDE_SHORTEST = 30  # a text of fewer than this many characters is not a lede
LEDE_LONGEST = 1_200  # a text of more than this many characters is not a lede
# Two uses. A block is the summary in the metadata if both begin with the same letters; this many are compared. A text
# between headline and story needs at least this many characters to be taken for the lede without further signs.
LEDE_COMPARED = 60
# a possible lede that is not in the metadata and has no full stop at its end must have at least this many characters
LEDE_FULL = 80
LEDE_DATELINE = 30  # words before the text of a lede are a dateline only if they have at most this many letters
# an element with the class name `lede` holds more than the lede if it has at least this many other paragraphs of prose
LEDE_STORY = 3
# maximum distances, in blocks: from the headline to the lede, and from a possible lede to the next prose
LEDE_REACH = 60
LEDE_BYLINE = 4  # how many blocks before a note about an author are searched for the byline
# This many blocks after the headline are searched for the lede; more are searched if the first prose comes later. On a
# page that does not print the headline, the search begins this many blocks before the first prose.
LEDE_NEAR = 12
LEDE_PLACES = 3  # how many elements around a possible lede are read for class names, from the innermost outwards
LEDE_SUMMARY = 20  # a summary in the metadata with fewer letters than this is not compared with possible ledes

# link_list
LINK_LIST_LINKED = 0.66  # a text with more than this share of linked text is dropped as a list of links
# A paragraph of links is kept between two paragraphs of prose. With prose on one side only, it is dropped if at least
# this share of its text is linked.
LINK_LIST_WHOLE = 0.9
LINK_LIST_SENTENCE = 60  # a linked sentence with at least this many characters belongs to the story

# live_entries
LIVE_ENTRIES_LEAST = 2  # a page with fewer entries than this is not a live blog
LIVE_ENTRIES_KEY = 40  # how many letters at the start of an update in JSON-LD are searched for in the blocks
LIVE_ENTRIES_MOST = 2_000  # maximum number of updates that are read from the JSON-LD of a live blog

# repeated
REPEATED_LINE = 60  # a text with fewer characters than this is kept even if it is printed twice
# a paragraph of fewer than this many characters is not checked for being a copy of the whole story
REPEATED_WHOLE = 1_500
REPEATED_COPIES = 5  # maximum number of paragraphs that are checked for being a copy of the whole story, longest first
# a long paragraph that may be a copy of the whole story is compared only with paragraphs of at least this many
# characters
REPEATED_PART = 60
REPEATED_SHARE = 0.6  # a paragraph is a copy of the story if other paragraphs repeat at least this share of it
REPEATED_PULL_QUOTE = 12  # a quote with fewer letters than this is not dropped as a pull quote
REPEATED_QUOTES = 60  # maximum number of `blockquote` elements that are checked for being pull quotes

# repeated_headline
# the blocks before the first prose, and this many blocks from the first prose on, are compared with the headline
REPEATED_HEADLINE_NEAR = 3
# a heading that consists of the headline and more words repeats the headline only if these words (a kicker) have at
# most this many letters
REPEATED_HEADLINE_KICKER = 60
REPEATED_HEADLINE_LONG = 15  # a title with fewer letters than this is not recognised inside a longer title
# A block that repeats the headline, and is no `h1`, has at most this many characters: `REPEATED_HEADLINE_FACTOR` × the
# number of letters of the headline + `REPEATED_HEADLINE_MORE`.
REPEATED_HEADLINE_FACTOR = 3
REPEATED_HEADLINE_MORE = 20  # number of characters that are added to the product in the comment above

# story
# Two uses. If the body has fewer characters than this, the page's scripts are searched for the story. A body found in a
# script is taken only if it has more characters than this.
STORY_LITTLE = 200
STORY_CAPTIONS = 3  # the captions of a page are its story (as in a gallery) only if there are at least this many
STORY_CAPTION = 40  # a caption of fewer than this many characters is not part of the story
STORY_LINKED = 0.9  # a line in which more than this share of the text is linked is an entry of a table of contents
# a box is dropped as a request for consent (cookies, newsletters) if at least this many of its lines match noise words
# of the language pack
STORY_PROMPTS = 2

# typed_blocks
# how many elements around a list item are examined; the number of lists among them is the level of the item
TYPED_BLOCKS_NEAR = 12
TYPED_BLOCKS_DEEPEST = 6  # maximum level of a list item in the record; deeper items get this level
TYPED_BLOCKS_GAP = 2  # number of characters (line breaks) between two texts of the body

# wording
# a text of more than this many characters is not searched for noise words at its beginning
WORDING_LONG = 400
# a text of more than this many characters is not dropped as an appeal to the readers (for money, follows)
WORDING_APPEAL = 900
WORDING_LINE = 160  # only a line of at most this many characters is searched for a request (`click here`) at its end
# a text with a link is searched for requests to the reader (`Subscribe to …`) if it has at most this many characters
WORDING_LINKED = 300
WORDING_SENTENCES = 5  # how many sentences of a text with a link are searched for requests to the reader

# worth (all sizes of blocks are in characters as `reading_size` counts them; see `WORTH_DENSE`)
# `reading_size` counts a character of a script without spaces as this many, because it says more than other characters
WORTH_DENSE = 2
WORTH_SPACED = 25  # a non-ASCII text with less than 1 space in this many characters is in a script without spaces
WORTH_SHORT = 25  # a block is a label if it has fewer than this many characters and does not end like a sentence
# a line outside `p`, `blockquote` and `td` is a label if it has fewer than this many characters and does not end like
# a sentence
WORTH_LINE = 80
WORTH_PROSE = 140  # a block of more than this many characters is prose, even if it does not end like a sentence
WORTH_LONG = 600  # a block of more than this many characters counts as prose only if it consists of words, not of data
WORTH_SAMPLE = 2_000  # how many characters at the start of a long block show whether it consists of words
WORTH_WORD = 30  # an ASCII text consists of words, not of data, if at least 1 in this many characters is a space
# how much each character of prose counts, by kind of block
WORTH_WEIGHTS = {"paragraph": 1.0, "blockquote": 0.8, "list_item": 0.4, "heading": 0.1, "table": 0.3, "code": 0.5}
# worth (characters of prose) of a label; it is negative, so that a label lowers the worth of the element around it
WORTH_LABEL = -5.0
WORTH_LINKED = 0.5  # a block with more than this share of linked text counts as links
# a block of links lowers the worth of the element around it; at most this many characters of the block count for that
WORTH_LINK = 80
# each character of a block of links lowers the worth of the element around it by this many characters of prose
WORTH_LINKS = 0.7
WORTH_LINK_COST = 1.5  # the worth of a block is multiplied by 1 - this number × the share of its text that is linked
WORTH_ROWS = 12  # only this many rows of a table count, so that no table has more worth than the prose beside it
