"""Numbers of language detection, search words and packs: thresholds and sizes, grouped by the module that uses them."""

# detect
DETECT_SAMPLE = 4_000  # how many characters at the start of a text are used for language detection
DETECT_WORDS = 10  # minimum number of words of a text for language detection by function words
# a text's language is detected by its script if at least this share of the text's letters is in that script
DETECT_SHARE = 0.15
# a language is detected by its function words if they are at least this share of all words of the text
DETECT_HITS = 0.05
# minimum ratio in a text: function words of the detected language to function words of any other language
DETECT_CLEAR = 1.5
# another language overrules the language that the sender declares if the page has at least this many times as much text
# in the other language as in the declared one
DETECT_AGAINST_SENDER = 3
# another language overrules the language that the page declares if the page has at least this many times as much text
# in the other language as in the declared one
DETECT_AGAINST_PAGE = 1
DETECT_AGREED = 0.99  # confidence (0 to 1) of a declared language that the text confirms
DETECT_TEXT = 0.9  # confidence of a detected language if no language is declared
DETECT_OVERRULED = 0.85  # confidence given to a detected language if it replaces the declared one
DETECT_DECLARED = 0.8  # confidence of a declared language if the text is too short or too mixed to detect one
DETECT_DOUBTED = 0.7  # confidence of a declared language if another language is detected, but does not overrule it

# facts
FACTS_WORDS = 12_000  # maximum number of words of a text that are searched for facts (names and numbers)

# pack_skeleton
# maximum length of a comment line in a generated pack, in characters; the sign `# ` before the comment is not counted
PACK_SKELETON_WIDTH = 116

# search_words
SEARCH_WORDS_LONGEST = 60  # maximum number of letters of a word in the search index; further letters are cut off
# queries do not search for a stem with fewer letters than this, because short stems mostly match unrelated words
SEARCH_WORDS_QUERY_STEM = 4
# a stem with fewer letters than this is not indexed; the exact word is indexed instead
SEARCH_WORDS_STEM = 2
SEARCH_WORDS_CACHED = 200_000  # maximum number of entries in each of two caches: of folded words and of stems
# for each language: maximum number of words whose forms in the search index are cached
SEARCH_WORDS_MEMO = 30_000
