"""Numbers of comparing and splitting texts: thresholds, and sizes that bound the work, by the module that uses them."""

# nfc
NFC_MARKS = 30  # maximum combining marks in a row that are normalized as one sequence

# normalize
NORMALIZE_WORD = 48  # maximum characters of a text whose fold is kept: pages repeat their words
NORMALIZE_WORDS = 16_384  # texts whose folds are kept
NORMALIZE_LINE = 256  # maximum characters of a text whose letters are kept: titles are compared again and again
NORMALIZE_LINES = 4_096  # texts whose letters are kept

# sentences
SENTENCES_ABBREVIATION = 24  # characters before a full stop that are searched for an abbreviation
SENTENCES_NEXT = 3  # characters after a full stop that are searched for a lower-case letter

# similarity
SIMILARITY_WORDS = 3  # words of a run, the unit in which wordings are compared
SIMILARITY_HASHES = 128  # hashes of runs in a sketch: the standard error of a similarity of .5 is .04
# look-up keys of a text made of one run each: texts of similarity .25 share none in 1 of 1,000 cases
SIMILARITY_BANDS = 24
# look-up keys of a text made of two neighbouring facts: they separate reports of one template
SIMILARITY_FACT_BANDS = 8
SIMILARITY_LEAST = 0.25  # minimum similarity (0 to 1) of two texts of one story
# minimum share of the shorter text's wording in the longer; a follow-up repeats up to half
SIMILARITY_CONTAINMENT = 0.6
SIMILARITY_COMMON_PART = 0.3  # minimum share of the shorter text's wording in the longer if the facts agree
# maximum share of a text's facts that the other lacks, for the text with the smaller share
SIMILARITY_OTHER_FACTS = 0.25
SIMILARITY_OTHER_LEAD = 0.34  # maximum share of a text's first facts that the other lacks
SIMILARITY_LEAD_FACTS = 4  # facts at the start of a text: usually who, where, how many

# tokens
TOKENS_FAR = 24  # letters before an apostrophe that are read
TOKENS_INITIAL = 2  # maximum letters before an apostrophe inside a name: O'Neill
TOKENS_CONNECTOR = 8  # maximum characters of a word between two capitalised ones
TOKENS_NEAR = 60  # characters before a word that are searched for the end of a sentence

# url
URL_LONGEST = 2_048  # maximum characters of a URL

# wordings
WORDINGS_BANDS = 24  # look-up keys of a quote: a fifth of a long quote shares one with it in 99 of 100 cases
WORDINGS_LEAST_WORDS = 4  # words below which a quote is never taken for a part of another
WORDINGS_COMMON = 0.78  # minimum share of the shorter quote's words in the other
WORDINGS_MOST_WORDS = 400  # maximum words of a quote that are compared
WORDINGS_LETTERS = 5  # minimum letters of a word that may differ in one letter
WORDINGS_CAPITALS = 0.3  # share of capitalised words above which capitals do not show names: German nouns, titles
