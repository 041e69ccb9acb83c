"""Numbers used to read a text: limits and lengths, grouped by module."""

# name_index
NAME_INDEX_HEAD = 5  # how many first letters of an institution noun are compared
NAME_INDEX_ASIDE = 60  # how many characters before and after a name are searched for its role
NAME_INDEX_PARTS = 4  # maximum number of words of a person's name in the index
NAME_INDEX_TITLE = 3  # a title of at most this many letters is not recognised at the start of a longer word
NAME_INDEX_CACHED = 8_192  # maximum number of entries in the cache of titles without ending

# noun_phrases
# a word of at most this many characters, with a full stop after it, counts as an abbreviation
NOUN_PHRASES_ABBREVIATION = 3
NOUN_PHRASES_ACRONYM = 8  # maximum number of letters of an acronym that names an organization
NOUN_PHRASES_CACHED = 32_768  # maximum number of entries in each cache of facts about words
# maximum number of entries in the cache of parties: phrases have offsets, so they recur only within one article
NOUN_PHRASES_PARTIES = 1_024

# parsed_text
# maximum number of strings in quotation marks in a sentence; also how many first and last phrases or cues are kept
PARSED_TEXT_MOST = 32
PARSED_TEXT_HEADING = 15  # maximum number of words of a heading in quotation marks
PARSED_TEXT_AFTER = 4  # how many characters after a quote are read to decide whether its sentence continues
PARSED_TEXT_BEFORE = 3  # how many characters directly before a quote are searched for a colon

# quotation_marks
QUOTATION_MARKS_REACH = 40  # maximum number of paragraphs over which an unclosed quote may continue
