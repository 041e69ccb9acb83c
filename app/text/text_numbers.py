"""Thresholds and maximum sizes for comparing and splitting texts, grouped by the module that uses them."""

# identity
# maximum number of entries in each of two caches: entity name -> id, and external id -> id
IDENTITY_NAMES = 32_768

# nfc
# maximum number of combining marks (accents) in a row; if more follow, an invisible character is put between them
NFC_MARKS = 30

# normalize
# `fold` caches its result for a text of at most this many characters, because pages repeat words
NORMALIZE_WORD = 48
NORMALIZE_WORDS = 16_384  # maximum number of results of `fold` that are cached
# `letters` caches its result for a text of at most this many characters, because pages repeat titles
NORMALIZE_LINE = 256
NORMALIZE_LINES = 4_096  # maximum number of results of `letters` that are cached

# sentences
SENTENCES_ABBREVIATION = 24  # how many characters before a full stop are searched for an abbreviation
SENTENCES_NEXT = 3  # a lower-case letter within this many characters after a full stop shows that the sentence goes on

# similarity
SIMILARITY_WORDS = 3  # number of words in a run; texts and quotes are compared by the runs that they have in common
# number of hashes in the sketch of a text; with 128 hashes, a similarity of .5 has a standard error of .04
SIMILARITY_HASHES = 128
# How many runs of words are look-up keys of a text. With 24 keys, of 1,000 pairs of texts with a similarity of .25, one
# pair has no key in common.
SIMILARITY_BANDS = 24
# how many pairs of neighbouring facts are look-up keys of a text, to find texts about the same event
SIMILARITY_FACT_BANDS = 8
SIMILARITY_LEAST = 0.25  # two texts are the same story only if their similarity (0 to 1) is at least this
# Two texts are the same story only if at least this share of the shorter text's runs occurs in the longer one.
# Follow-ups of a story repeat up to half of it.
SIMILARITY_CONTAINMENT = 0.6
# two texts with the same facts are the same report if at least this share of the shorter text's runs occurs in
# the longer one
SIMILARITY_COMMON_PART = 0.3
# Maximum share of the facts of one text that another text may lack if both report the same event. It is enough if one
# of the two texts keeps this limit.
SIMILARITY_OTHER_FACTS = 0.25
# Maximum share of the first facts of one text (`SIMILARITY_LEAD_FACTS`) that another text may lack if both report the
# same event. It is enough if one of the two texts keeps this limit.
SIMILARITY_OTHER_LEAD = 0.34
# how many facts at the start of a text are its first facts: they usually tell who, where and how many
SIMILARITY_LEAD_FACTS = 4

# tokens
# how many characters before an apostrophe are searched for the start of the word that ends at the apostrophe
TOKENS_FAR = 24
# After an acronym (all capitals, at least this many letters), an apostrophe begins a suffix: tr `AB'nin` (of the EU).
# After any other capitalised word of at most this many letters, an apostrophe and a capital continue a name: `O'Neill`.
TOKENS_INITIAL = 2
# capitalised words form one run, in which names are looked for, even if a word of at most this many characters (`of`)
# stands between two of them
TOKENS_CONNECTOR = 8
TOKENS_NEAR = 60  # how many characters before a word are searched for a mark that ends the previous sentence

# url
URL_LONGEST = 2_048  # maximum length of a URL, in characters; a longer one is refused
URL_LABEL = 63  # maximum length of a label of a host, in characters (RFC 1035)

# wordings
# Number of look-up keys of a quote. Two quotes are compared only if they share a key. A quote that is a fifth of a
# longer quote shares a key with the longer quote in 99 of 100 cases.
WORDINGS_BANDS = 24
WORDINGS_LEAST_WORDS = 4  # a quote with fewer words than this is never taken for a part of a longer quote
# two quotes are the same statement only if at least this share of the words of the shorter one occurs in the longer one
WORDINGS_COMMON = 0.78
WORDINGS_MOST_WORDS = 400  # how many words at the start of a quote are compared with the words of another quote
# two words that differ in one letter (a typing error) count as the same if they have at least this many letters
WORDINGS_LETTERS = 5
# if more than this share of a quote's words has a capital, capitals do not mark names (German nouns, headlines)
WORDINGS_CAPITALS = 0.3
