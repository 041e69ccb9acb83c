"""Numbers of language detection, search words and packs: thresholds and sizes, by the module that uses them."""

# detect
DETECT_SAMPLE = 4_000  # characters at the start of a text that are used for language detection
DETECT_WORDS = 10  # minimum words of a text for language detection by function words
DETECT_SHARE = 0.15  # minimum share of the letters in one script for detection by script
DETECT_HITS = 0.05  # minimum share of a language's function words among all words
DETECT_CLEAR = 1.5  # minimum ratio of the best language's function words to those of the runner-up
DETECT_AGAINST_SENDER = 3  # ratio of text in another language from which the sender's declaration is overruled
DETECT_AGAINST_PAGE = 1  # ratio of text in another language from which the page's declaration is overruled
DETECT_AGREED = 0.99  # confidence (0 to 1) of a declared language that the text confirms
DETECT_TEXT = 0.9  # confidence of the text's language without a declaration
DETECT_OVERRULED = 0.85  # confidence of the text's language against the declared one
DETECT_DECLARED = 0.8  # confidence of a declared language if the text is too short or unclear to detect one
DETECT_DOUBTED = 0.7  # confidence of a declared language although the text seems to be in another one

# facts
FACTS_WORDS = 12_000  # maximum words of a text that are searched for facts (names and numbers)

# pack_skeleton
PACK_SKELETON_WIDTH = 116  # maximum characters of a comment line in a new pack

# search_words
SEARCH_WORDS_LONGEST = 60  # maximum letters of a word in the search index
# minimum letters of a stem that a query is matched by; a shorter one is most often another word
SEARCH_WORDS_QUERY_STEM = 4
SEARCH_WORDS_STEM = 2  # minimum letters of a stem in the search index
SEARCH_WORDS_CACHED = 200_000  # entries of the caches of folded words and stems
