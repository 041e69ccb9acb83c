"""Numbers of finding fields: thresholds, weights, and sizes that bound the work, by the module that uses them."""

# agencies
AGENCIES_LONGEST_LINE = 120  # characters of a credit line
AGENCIES_LINES = 30  # most elements marked as a source that are read

# author_names
AUTHOR_NAMES_MOST_WORDS = 6  # of a name

# author_sources
AUTHOR_SOURCES_LINES = 100  # most printed bylines that are read
AUTHOR_SOURCES_GROUPS = 12  # first bylines that are each read together with later ones of the same class
AUTHOR_SOURCES_NEAR = 3  # levels up to the element that holds all bylines of a story
AUTHOR_SOURCES_BESIDE = 15  # most text blocks between the headline and a line with a byline label
AUTHOR_SOURCES_LONGEST_LINE = 120  # characters of a line with a byline label

# clock_times
CLOCK_TIMES_BETWEEN = 24  # most characters between a date and its time
CLOCK_TIMES_HALF_HOURS = 12  # hours of half a day

# date_order
DATE_ORDER_LONGEST = 160  # characters of a line that is searched for other numeric dates
DATE_ORDER_MOST_LINES = 200  # most lines whose dates show the order of day and month

# date_parser
DATE_PARSER_BUDDHIST_ERA = 543  # years by which the Thai calendar is ahead
DATE_PARSER_LAST_SHORT_YEAR = 50  # two-digit years below it are 20xx: 49 is 2049, 90 is 1990
DATE_PARSER_LONGEST = 1_000  # characters of a text that are parsed
DATE_PARSER_WEEKDAY_NEAR = 20  # most characters of a weekday and the space to its date
DATE_PARSER_MONTHS = 12  # a larger number is no month

# date_sources
DATE_SOURCES_LONGEST = 200  # characters of a source that are kept as `raw`
DATE_SOURCES_MOST = 20  # most elements whose attributes are read

# heading_parts
HEADING_PARTS_MOST = 60  # pieces of a heading that are read

# headline
HEADLINE_FITS = 0.4  # similarity (0 to 1) from which a printed title matches a metadata title
HEADLINE_HARDLY = 0.25  # similarity from which the only title printed is taken, whatever its class names say
HEADLINE_NEARLY = 0.05  # difference of two scores up to which the title that is printed first is taken
HEADLINE_SAME = 0.85  # similarity from which two titles count as equal
HEADLINE_WORDS = 3  # fewest words of a title that is accepted on one origin alone
HEADLINE_LONG = 20  # fewest letters of a title that is recognised at the end of a longer text
HEADLINE_SHORT = 8  # fewest letters of a title that can be compared; shorter ones are too generic
HEADLINE_OTHER = 0.75  # similarity up to which two titles count as different
HEADLINE_BEGINNING = 100  # characters of the text that replace a missing title
HEADLINE_HEADINGS = 60  # most headings that are read
HEADLINE_CLOSE = 4  # ancestors of a heading whose class names are read

# image_elements
IMAGE_ELEMENTS_SMALLEST = 60  # pixels: a smaller declared width or height marks an icon or tracking pixel
IMAGE_ELEMENTS_BOX = 200  # most elements of a picture's box that are read
IMAGE_ELEMENTS_SET = 20_000  # characters of a srcset

# images
IMAGES_PROSE = 120  # characters of a paragraph of prose
IMAGES_ABOVE = 1  # most paragraphs of prose (a lede) above the lead picture
IMAGES_LOOKED_AT = 400  # most `img` elements that are read

# kicker
KICKER_LEVELS = 2  # ancestors of the headline that are searched for its kicker
KICKER_LOOKED_AT = 40  # most elements of a headline's box that are read
KICKER_LEAST_WORDS = 2  # of a headline after its kicker is removed

# language
LANGUAGE_SAMPLE, LANGUAGE_BLOCK_SAMPLE = 6_000, 500  # characters used for detection in all, and of one block
LANGUAGE_PROSE, LANGUAGE_LINKED = 60, 0.5  # prose has at least so many characters and a smaller share of links
LANGUAGE_LITTLE = 200  # characters: a sample up to this length is too short

# page_type
PAGE_TYPE_ENOUGH = 1_200  # characters of body from which nearly any page is an article
PAGE_TYPE_SOME = 250  # characters of prose that are a short article if the page says so
PAGE_TYPE_LITTLE = 80  # characters of prose below which a page has none
PAGE_TYPE_SENTENCE = 5  # fewest words of a headline that names a story, not a section
PAGE_TYPE_SHORT_LINKS = 40  # fewest links of a page with hardly any text that counts as an index
PAGE_TYPE_TEASERS, PAGE_TYPE_HOME_TEASERS = 5, 3  # fewest teasers of an index; of a start page

# page_type_titles
PAGE_TYPE_TITLES_LONGEST = 200  # characters of a title that is compared

# printed_dates
PRINTED_DATES_MOST_LINES = 40  # most lines that are searched for dates
PRINTED_DATES_FAR = 80  # most text blocks between the headline and a line with its date
PRINTED_DATES_MOST_ELEMENTS = 40  # most elements of a kind that are read
PRINTED_DATES_LONGEST_ELEMENT = 600  # characters of an element whose class names a date
PRINTED_DATES_BEGINNING = 60  # characters of a paragraph that are searched for a dateline
PRINTED_DATES_PROSE = 80  # fewest characters of a paragraph that may have a dateline
PRINTED_DATES_LEVELS = 2  # ancestors of an element whose class names may label its date
PRINTED_DATES_BEFORE = 1.5  # factor on the distance of an element before the headline
PRINTED_DATES_CLOSE = 80  # largest distance of a close element from the headline, in elements
PRINTED_DATES_BESIDE = 12  # largest distance of a near line from the headline, in text blocks
PRINTED_DATES_LABEL = 40  # characters of a line that is only a label
PRINTED_DATES_PARAGRAPHS = 3  # first paragraphs that may have a dateline

# reconcile
RECONCILE_LONGEST = 200  # characters of `raw`

# section
SECTION_META_WEIGHT = 1.9  # weight of a section in `meta`
SECTION_TRAILS = 20  # most breadcrumb trails that are read
SECTION_CRUMBS = 12  # most links of one trail
SECTION_LINKS, SECTION_TEXTS = 3_000, 5  # most links searched for a printed name, most text nodes of a link

# tags
TAGS_READ = 60_000  # characters of the body in which keywords are looked for
TAGS_LABEL = 40  # characters of a label
TAGS_SHORT = 40  # characters of a tag that is recognised only by the label before it
TAGS_ALL = 0.9  # share of linked text from which a line counts as a link
TAGS_LINKS = 5_000  # most links that are read

# teasers
TEASERS_LINKED = 0.9  # share of linked text from which a title counts as linked
TEASERS_TITLE = 20  # fewest characters of a link that is a title without being a heading

# title_links
TITLE_LINKS_AROUND = 2  # ancestors of a heading that may be the link
# share of a heading's text in a link that makes it one; most texts that are counted
TITLE_LINKS_MOST, TITLE_LINKS_TEXTS = 0.5, 20
TITLE_LINKS_INSIDE = 10  # most links in a heading that are read

# title_suffixes
TITLE_SUFFIXES_CUTS = 4  # most parts that are cut from a title
TITLE_SUFFIXES_LEAST_WORDS = 4  # of a title after the name of a section is removed

# url_dates
URL_DATES_SHORT = 99  # years up to here are printed without the century

# zones
ZONES_HOURS, ZONES_MINUTES = 24, 60  # exclusive limits of the hours and minutes of an offset
