"""Numbers of language detection, search words and packs: thresholds and sizes, by the module that uses them."""

# detect
DETECT_SAMPLE = 4_000  # characters at the start of the text that count
DETECT_WORDS = 10  # minimum words of a text whose language function words can show
DETECT_SHARE = 0.15  # minimum share of the letters for a script to count
DETECT_HITS = 0.05  # minimum share of function words of a language
DETECT_CLEAR = 1.5  # minimum ratio to the function words of the runner-up
DETECT_AGAINST_SENDER = 3  # ratio of text in another language that overrules the sender's declaration
DETECT_AGAINST_PAGE = 1  # ratio of text in another language that overrules the page's declaration
DETECT_AGREED = 0.99  # confidence (0 to 1) of a declared language that the text confirms
DETECT_TEXT = 0.9  # confidence of the text's language without a declaration
DETECT_OVERRULED = 0.85  # confidence of the text's language against the declared one
DETECT_DECLARED = 0.8  # confidence of a declared language whose text shows no language
DETECT_DOUBTED = 0.7  # confidence of a declared language although the text seems to be in another one

# facts
FACTS_WORDS = 12_000  # words of a text that are searched

# pack_skeleton
PACK_SKELETON_WIDTH = 116  # characters of a comment's line

# search_words
SEARCH_WORDS_LONGEST = 60  # letters of a word that are indexed
SEARCH_WORDS_QUERY_STEM = 4  # minimum letters of a query's stem: a shorter one is most often another word
SEARCH_WORDS_STEM = 2  # minimum letters of a stem: no word of a text is stemmed to one letter
SEARCH_WORDS_CACHED = 200_000  # words that are kept with their folded form, and with their stem
