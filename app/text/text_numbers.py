"""Numbers of comparing and splitting texts: thresholds, and sizes that bound the work, by the module that uses them."""

# nfc
NFC_MARKS = 30  # maximum combining marks in a row

# normalize
NORMALIZE_WORD = 48  # maximum characters of a text whose fold is kept: pages repeat their words
NORMALIZE_WORDS = 16_384  # texts whose folds are kept
NORMALIZE_LINE = 256  # maximum characters of a text whose letters are kept: titles are compared again and again
NORMALIZE_LINES = 4_096  # texts whose letters are kept

# sentences
SENTENCES_ABBREVIATION = 24  # characters before a full stop that are searched for an abbreviation
SENTENCES_NEXT = 3  # characters after a full stop that are searched for a small letter

# similarity
SIMILARITY_WORDS = 3  # words of a run
SIMILARITY_HASHES = 128  # hashes of a sketch: the error of a similarity of .5 is .04
SIMILARITY_BANDS = 24  # bands of one run hash each: two texts of similarity .25 share none in 1 of 1,000 cases
SIMILARITY_FACT_BANDS = 8  # bands of one pair of neighbouring facts each: they separate reports of one template
SIMILARITY_LEAST = 0.25  # minimum similarity (0 to 1) of two texts of one story
SIMILARITY_CONTAINMENT = 0.6  # minimum share of the shorter text in the longer: a follow-up repeats up to half
SIMILARITY_COMMON_PART = 0.3  # the same share for two cuts of one story, which have less in common
SIMILARITY_OTHER_FACTS = 0.25  # maximum share of facts that the other text lacks, for the text with fewer of them
SIMILARITY_OTHER_LEAD = 0.34  # the same share for the first facts of a text
SIMILARITY_LEAD_FACTS = 4  # first facts of a text: usually who, where, how many

# tokens
TOKENS_FAR = 24  # letters before an apostrophe that are read
TOKENS_INITIAL = 2  # maximum letters before an apostrophe inside a name: O'Neill
TOKENS_CONNECTOR = 8  # maximum characters of a word between two capitalised ones
TOKENS_NEAR = 60  # characters before a word that are searched for the end of a sentence

# url
URL_LONGEST = 2_048  # maximum characters of an address

# wordings
WORDINGS_BANDS = 24  # smallest hashes of runs: a part of a fifth of a long quote shares one in 99 of 100 cases
WORDINGS_LEAST_WORDS = 4  # words below which a quote is a part of no other: it must be the same
WORDINGS_COMMON = 0.78  # minimum share of the shorter quote's words that the other has
WORDINGS_MOST_WORDS = 400  # words of a quote that are compared
WORDINGS_LETTERS = 5  # minimum letters of a word that may have one wrong letter
WORDINGS_CAPITALS = 0.3  # share of capitals above which they do not show names: German nouns, titles
