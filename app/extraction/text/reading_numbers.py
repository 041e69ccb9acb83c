"""Numbers used to read a text: limits and lengths, grouped by the module that uses them."""

# name_index
NAME_INDEX_HEAD = 5  # institution nouns (`Ministry`) that share this many first letters count as forms of one noun
NAME_INDEX_BEHIND = 60  # how many characters after a name are searched for its role
NAME_INDEX_AHEAD = 30  # how many characters before a name are searched for its role; no role is so long
# a person's name of at most this many words is indexed: once by its first word, and once by its last word
NAME_INDEX_PARTS = 4
# a title must have more letters than this to be recognised with a possessive ending: tr `bakan` in `bakanı`
NAME_INDEX_TITLE = 3
# maximum number of entries in the cache of titles without possessive endings: tr `bakanı` → `bakan`
NAME_INDEX_CACHED = 8_192

# noun_phrases
# a word of at most this many characters, counted with its full stop, is taken for an abbreviation
NOUN_PHRASES_ABBREVIATION = 3
NOUN_PHRASES_ACRONYM = 8  # a word in capitals with more letters than this is not the acronym of an organization
# maximum number of entries in each cache that maps a word to one of its properties, such as its grammatical case
NOUN_PHRASES_CACHED = 32_768
# maximum number of entries in the cache of possible speakers
NOUN_PHRASES_PARTIES = 16_384

# parsed_text
# A sentence is made to end after every 32nd quotation of a text, so that no sentence has more quotations than that.
# Also, of a passage with more than 64 phrases (or cues), only the first 32 and the last 32 are read.
PARSED_TEXT_MOST = 32
PARSED_TEXT_HEADING = 15  # a string in quotation marks with more words than this is not a heading
PARSED_TEXT_AFTER = 4  # how many characters after a quotation are read to see whether the sentence continues
PARSED_TEXT_BEFORE = 3  # how many characters directly before a quotation are searched for a colon that announces it

# quotation_marks
# how many paragraphs are searched for the end of a quote, including the paragraph in which it begins
QUOTATION_MARKS_REACH = 40
