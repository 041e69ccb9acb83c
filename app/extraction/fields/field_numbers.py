"""Numbers used to find fields (thresholds, weights, limits on the work), grouped by the module that uses them."""

from datetime import timedelta

# agencies
AGENCIES_LONGEST_LINE = 120  # a line of more than this many characters does not credit an agency
AGENCIES_LINES = 30  # how many elements with a class name such as `source` are searched for agencies

# author_names
AUTHOR_NAMES_MOST_WORDS = 6  # a text of more than this many words is not an author's name
AUTHOR_NAMES_LONGEST = 80  # a text of more than this many characters is not an author's name
AUTHOR_NAMES_SHORTEST = 3  # a text of fewer than this many characters is not an author's name
AUTHOR_NAMES_LONGEST_CREDIT = 400  # a credit of more than this many characters is ignored: it is not a list of names

# author_sources
AUTHOR_SOURCES_LINES = 100  # maximum number of printed bylines of a page that are read
# maximum number of groups of bylines that are read; a group is a byline and the later bylines with the same class name
AUTHOR_SOURCES_GROUPS = 12
AUTHOR_SOURCES_NEAR = 3  # how many ancestors of a byline are searched for other bylines of the same story
# Byline labels are searched for first in the lines near the headline, then in all other lines. A line is near the
# headline if it is at most this many text blocks after it.
AUTHOR_SOURCES_BESIDE = 15
AUTHOR_SOURCES_LONGEST_LINE = 120  # a line of more than this many characters is not searched for a byline label
AUTHOR_SOURCES_RAW = 200  # how many characters of the credits are kept as `raw`, the source text of the authors

# authors
AUTHORS_MOST = 50  # maximum number of authors of an article; further authors are dropped with a warning

# clock_times
CLOCK_TIMES_BETWEEN = 24  # a time of day belongs to a date only if at most this many characters are between them
CLOCK_TIMES_HALF_HOURS = 12  # number of hours by which a p.m. time is later than the same a.m. time

# date_order
# maximum length, in characters, of a line whose numeric dates are read to learn the order of day and month
DATE_ORDER_LONGEST = 160
DATE_ORDER_MOST_LINES = 200  # maximum number of lines whose dates are read to learn the order of day and month
# An ambiguous date is read so that it is at most this far from an unambiguous date: `05/03/2024` is 5 March if the page
# also has the date `4 March 2024`.
DATE_ORDER_NEAR = timedelta(days=2)

# date_parser
DATE_PARSER_BUDDHIST_ERA = 543  # how many years the Thai calendar is ahead of the Gregorian one
# a two-digit year below this number is in the 2000s, any other in the 1900s: 49 is 2049, 90 is 1990
DATE_PARSER_LAST_SHORT_YEAR = 50
DATE_PARSER_CACHED = 512  # maximum number of texts whose dates are cached
DATE_PARSER_LONGEST = 1_000  # how many characters of a text are searched for dates
DATE_PARSER_WEEKDAY_NEAR = 20  # how many characters before and after a date are searched for a weekday
DATE_PARSER_MONTHS = 12  # largest number that can be a month
DATE_PARSER_FIRST_YEAR = 1990  # a date before this year is not accepted
DATE_PARSER_LAST_YEAR = 2100  # a date after this year is not accepted

# date_sources
DATE_SOURCES_LONGEST = 200  # how many characters of a date's source text are kept as `raw`
# Maximum number of elements whose attributes are searched for dates. The same maximum holds for the elements of each
# `itemprop`, such as `datePublished`.
DATE_SOURCES_MOST = 20
# maximum number of attribute names for which a cache keeps whether the attribute may hold a date
DATE_SOURCES_NAMES = 4_096

# dates
# A page's time of publication or last change is ignored if it is later than the fetch of the page by more than this.
# Smaller differences are allowed, because clocks differ.
DATES_SLACK = timedelta(minutes=10)
# If the times of publication and last change differ by at most this much, the article counts as never changed.
DATES_SAME = timedelta(minutes=2)

# heading_parts
HEADING_PARTS_MOST = 60  # how many text nodes of a heading are searched for a title inside it

# headline
HEADLINE_FITS = 0.4  # minimum similarity (0 to 1) at which a printed title matches a metadata title
# The page's only printed title is rejected if its similarity (0 to 1) to the metadata titles is below this. There are
# two exceptions: the printed title has a class name such as `title`, or no other metadata title begins with the first
# metadata title.
HEADLINE_HARDLY = 0.25
HEADLINE_NEARLY = 0.05  # if the scores of two titles differ by at most this much, the title printed first is chosen
HEADLINE_SAME = 0.85  # minimum similarity (0 to 1) of two titles that count as equal
# a text of fewer words than this is not taken for the page's only printed title, for the beginning of a metadata title,
# or for an alternative headline
HEADLINE_WORDS = 3
# a metadata title with fewer letters than this is not looked for at the end of a longer heading, which may end in the
# same words by chance
HEADLINE_LONG = 20
HEADLINE_SHORT = 8  # a title with fewer letters than this is not compared with others, because it is too generic
HEADLINE_OTHER = 0.75  # maximum similarity (0 to 1) of two titles that count as different
HEADLINE_BEGINNING = 100  # how many characters of the text become the headline if the page has no title
HEADLINE_HEADINGS = 60  # maximum number of headings of a page that are read as titles
HEADLINE_CLOSE = 4  # how many ancestors of a heading are searched for an area outside the story (`footer` …)
HEADLINE_LONGEST = 1_000  # maximum length of a headline, in characters; the rest is cut off
# bonus for a printed title inside the story, added to the similarity (0 to 1) of printed title and metadata title
HEADLINE_PLACE_BONUS = 0.25
# bonus for a printed title with a class name such as `title`, added to the similarity (0 to 1) of printed title and
# metadata title
HEADLINE_CLASS_BONUS = 0.1

# image_elements
# minimum declared width and height of a picture, in pixels; a smaller one is an icon or tracking pixel
IMAGE_ELEMENTS_SMALLEST = 60
# Maximum number of elements that each search around a picture reads. The element around the picture is searched for a
# caption and a credit, a `picture` element for `source` elements, and a link for a heading.
IMAGE_ELEMENTS_BOX = 200
IMAGE_ELEMENTS_SET = 20_000  # how many characters of a `srcset` attribute are read
IMAGE_ELEMENTS_LONGEST = 1_000  # maximum length of a caption, and of a credit, in characters; the rest is cut off
IMAGE_ELEMENTS_NAMES = 256  # maximum number of addresses of pictures whose file names are cached
IMAGE_ELEMENTS_PATTERNS = 256  # maximum number of entries in the cache of patterns of credits, one for each language
IMAGE_ELEMENTS_DIGITS = 10  # a size in `srcset` with this many digits or more is ignored
IMAGE_ELEMENTS_LEVELS = 5  # how many ancestors of a picture are searched for one that also holds its caption
IMAGE_ELEMENTS_SIZE_DIGITS = 6  # how many digits of a declared width or height are read

# images
# minimum number of characters of a paragraph of prose, when the paragraphs before a picture are counted
IMAGES_PROSE = 120
IMAGES_ABOVE = 1  # a picture is above the text if at most this many paragraphs of prose (such as a lede) are before it
IMAGES_LOOKED_AT = 400  # maximum number of pictures of a page that are read
IMAGES_MOST = 60  # maximum number of pictures of an article; further pictures are dropped with a warning
IMAGES_PLACEHOLDER = 3  # a picture file that a page prints at least this many times is a placeholder
IMAGES_LEVELS = 6  # how many ancestors of a picture are searched for a `figure` or `picture`

# kicker
KICKER_LEVELS = 2  # how many ancestors of the headline are searched for its kicker
# how many elements are searched for a kicker: in the headline, and in each of its nearest ancestors
KICKER_LOOKED_AT = 40
KICKER_LEAST_WORDS = 2  # a kicker is cut from a headline only if at least this many words remain
KICKER_LONGEST = 80  # a text of more than this many characters is not a kicker

# language
LANGUAGE_SAMPLE = 6_000  # how many characters of a page are used for language detection
LANGUAGE_BLOCK_SAMPLE = 500  # how many characters of one block are used for language detection
LANGUAGE_PROSE = 60  # minimum length, in characters, of a paragraph that is used for language detection
LANGUAGE_LINKED = 0.5  # a paragraph with at least this share of linked text is left out of language detection
# The language is detected in the paragraphs. If the paragraphs have at most this many characters, all prose is used. If
# all prose has at most this many characters, all text and the metadata are used.
LANGUAGE_LITTLE = 200

# local_times
# two times that differ by more than this are not one instant in two time zones
LOCAL_TIMES_FARTHEST = timedelta(hours=14)
# the existing UTC offsets that end in half an hour, in hours: India has 5.5
LOCAL_TIMES_HALF_HOURS = frozenset({-3.5, -2.5, 3.5, 4.5, 5.5, 6.5, 9.5, 10.5})

# page_type
PAGE_TYPE_ENOUGH = 1_200  # a page with a body of at least this many characters is nearly always an article
PAGE_TYPE_SOME = 250  # a page with a body of at least this many characters may be a short article
PAGE_TYPE_LITTLE = 80  # a page with a body of fewer than this many characters counts as a page without text
# a headline of fewer words than this does not show that the page is a story: it may be the name of a section
PAGE_TYPE_SENTENCE = 5
PAGE_TYPE_SHORT_LINKS = 40  # a page with hardly any text and at least this many links has the page type `index`
PAGE_TYPE_TEASERS = 5  # minimum number of teasers that makes a page other than a start page (home page) an `index`
# minimum number of teasers that makes a start page (home page) an `index`
PAGE_TYPE_HOME_TEASERS = 3
PAGE_TYPE_LIVE_BLOG = 0.95  # confidence that a page is a live blog if JSON-LD declares it
# confidence that a page is a gallery, a video or an index if the metadata declare it
PAGE_TYPE_DECLARED = 0.8
PAGE_TYPE_NAMED = 0.85  # confidence that a page has the type that its title names (`404`, `Log in`)
PAGE_TYPE_TEASER_INDEX = 0.8  # confidence that a page of teasers is an index
# confidence that a page is an article if the metadata declare it and the body has `PAGE_TYPE_LITTLE` or more characters
PAGE_TYPE_SURE_ARTICLE = 0.98
# confidence that a page is an article if the body has `PAGE_TYPE_ENOUGH` or more characters, but the metadata do not
# declare an article
PAGE_TYPE_LONG_ARTICLE = 0.85
# confidence that a page is an article if the body has `PAGE_TYPE_SOME` or more characters, or is shorter and the
# metadata declare an article
PAGE_TYPE_SHORT_ARTICLE = 0.6
PAGE_TYPE_LINK_INDEX = 0.7  # confidence that a page of links is an index
PAGE_TYPE_GUESS = 0.4  # confidence of the page type if nothing shows it clearly

# page_type_titles
# a page title of more than this many characters is not searched for phrases such as `Log in`
PAGE_TYPE_TITLES_LONGEST = 200

# paywall
PAYWALL_RAW = 200  # how many characters of the line about a paywall are kept as `raw`, the source text of the value

# printed_dates
PRINTED_DATES_MOST_LINES = 40  # maximum number of lines that are searched for printed dates
PRINTED_DATES_FAR = 80  # a line more than this many text blocks from the headline is not searched for a date
# Maximum number of `time` elements that are read. The same maximum holds for the elements with a date class. In the
# search for the only date of a page, it holds for both kinds together.
PRINTED_DATES_MOST_ELEMENTS = 40
PRINTED_DATES_LONGEST_ELEMENT = 600  # an element of more than this many characters is not searched for a date
# how many characters at the start of a paragraph are searched for a date: in a dateline, or after a label (`Posted on`)
PRINTED_DATES_BEGINNING = 60
PRINTED_DATES_PROSE = 80  # a paragraph of fewer than this many characters is not searched for a dateline
# how many ancestors of an element are searched for a class name that labels its date, such as `published`
PRINTED_DATES_LEVELS = 2
# A date's distance from the headline is multiplied by this if the date stands before the headline, so that dates after
# the headline are preferred.
PRINTED_DATES_BEFORE = 1.5
PRINTED_DATES_CLOSE = 80  # an element is close to the headline if it is at most this many elements away
PRINTED_DATES_BESIDE = 12  # a line is near the headline if it is at most this many text blocks away
PRINTED_DATES_LABEL = 40  # a line of at most this many characters may be the label of the date in the next line
PRINTED_DATES_PARAGRAPHS = 3  # how many paragraphs at the start of a page may have a dateline
PRINTED_DATES_RAW = 100  # how many characters of the line with a date are kept as `raw`, the source text of the value

# publisher
PUBLISHER_LONGEST = 120  # maximum length of a site's name, in characters; a longer name is ignored with a warning

# reconcile
RECONCILE_LONGEST = 200  # how many characters of a value's source text are kept as `raw`

# section
SECTION_META_WEIGHT = 1.9  # weight of a section named in `meta`; the weights of other origins are in `SECTION_WEIGHTS`
SECTION_TRAILS = 20  # maximum number of breadcrumb trails of a page that are read
# maximum number of links of a breadcrumb trail; a longer trail is ignored if it is printed, and cut if it is in JSON-LD
SECTION_CRUMBS = 12
SECTION_LINKS = 3_000  # how many links of a page are searched for the printed name of its section
SECTION_TEXTS = 5  # how many text nodes of a link are read to find the printed name of the section
SECTION_LONGEST = 60  # maximum length of a section's name, in characters; a longer name is ignored with a warning
# a breadcrumb that shares at least this many first letters with the title names the story, not a section
SECTION_TITLE = 20
SECTION_OBJECTS = 200  # maximum number of JSON-LD objects that are searched for breadcrumbs
# weight of a section by the origin that names it; the section with the greatest sum of weights is chosen
SECTION_WEIGHTS = {
    "rule": 5.0,
    "breadcrumb": 2.5,
    "json-ld:BreadcrumbList": 2.5,
    "json-ld:articleSection": 2.0,
    "url": 1.0,
}

# tags
TAGS_READ = 60_000  # how many characters of the body are searched for keywords
TAGS_LABEL = 40  # a line of more than this many characters is not the label of a list of tags
TAGS_SHORT = 40  # a list of links after a label has no tags if one of the links has more than this many characters
TAGS_ALL = 0.9  # a line with more than this share of linked text counts as a link when lists of tags are read
TAGS_LINKS = 5_000  # how many links of a page are checked for the address of a tag, such as `/tag/economy`
TAGS_MOST = 100  # maximum number of tags of an article; further tags are dropped with a warning
TAGS_LONGEST = 80  # maximum length of a tag, in characters; a longer text is ignored with a warning
TAGS_LEVELS = 5  # how many ancestors of a link are searched for its list of tags
# keywords describe the story if at least 1 in this many occurs in the body; otherwise they describe the whole site
TAGS_PART = 3

# teasers
TEASERS_LINKED = 0.9  # a title with at least this share of linked text counts as the title of another story (teaser)
TEASERS_TITLE = 20  # a link outside a heading is a teaser's title only if it has at least this many characters

# title_links
TITLE_LINKS_AROUND = 2  # how many ancestors of a heading are searched for a link around it
TITLE_LINKS_MOST = 0.5  # a heading with more than this share of linked text counts as a link to another page
# how many text nodes are read to measure the length of a heading, or of a link in a heading
TITLE_LINKS_TEXTS = 20
TITLE_LINKS_INSIDE = 10  # how many links in a heading are read to measure which share of its text is linked

# title_suffixes
# Two uses. At most this many parts are cut from a title, at both ends together. When titles are compared part by part,
# one part more than this is read of each title.
TITLE_SUFFIXES_CUTS = 4
# the name of a section is cut from the end of a title only if at least this many words remain
TITLE_SUFFIXES_LEAST_WORDS = 4

# url_dates
URL_DATES_SHORT = 99  # in a URL, a year up to this number has two digits and is in the 2000s: 18 is 2018

# zones
ZONES_HOURS = 24  # a UTC offset of this many hours or more is impossible
ZONES_MINUTES = 60  # in a UTC offset such as `+05:30`, the minutes after the hours must be fewer than this
