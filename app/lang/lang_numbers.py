"""Numbers of language detection, search words and packs: thresholds and sizes, by the module that uses them."""

# detect
DETECT_SAMPLE = 4_000  # how many characters at the start of a text are used for language detection
DETECT_WORDS = 10  # minimum number of words of a text for language detection by function words
DETECT_SHARE = 0.15  # minimum share of a text's letters in one script for language detection by script
DETECT_HITS = 0.05  # minimum share of a language's function words among all words of a text
DETECT_CLEAR = 1.5  # minimum ratio of the numbers of function words of the best and the second best language
DETECT_AGAINST_SENDER = 3  # text in another language overrules the sender's language if it is this many times longer
DETECT_AGAINST_PAGE = 1  # text in another language overrules the page's language if it is this many times longer
DETECT_AGREED = 0.99  # confidence (0 to 1) of a declared language that the text confirms
DETECT_TEXT = 0.9  # confidence of a detected language if no language is declared
DETECT_OVERRULED = 0.85  # confidence of a detected language that overrules the declared one
DETECT_DECLARED = 0.8  # confidence of a declared language if the text is too short or unclear to detect one
DETECT_DOUBTED = 0.7  # confidence of a declared language if the text seems to be in another language

# facts
FACTS_WORDS = 12_000  # maximum number of words of a text that are searched for facts (names and numbers)

# pack_skeleton
PACK_SKELETON_WIDTH = 116  # maximum length of a comment line in a new pack, in characters

# search_words
SEARCH_WORDS_LONGEST = 60  # maximum number of letters of a word in the search index; further letters are cut off
# minimum number of letters of a stem to be searched for a query word; shorter stems usually belong to other words
SEARCH_WORDS_QUERY_STEM = 4
SEARCH_WORDS_STEM = 2  # minimum number of letters of a stem in the search index
SEARCH_WORDS_CACHED = 200_000  # maximum number of entries in the caches of folded words and stems
SEARCH_WORDS_MEMO = 30_000  # maximum number of words of a language whose forms are kept
