"""Numbers used to find names: thresholds and limits, grouped by the module that uses them."""

# shared
SHARED_RUN = 40  # maximum number of words in a run (capitalised words in a row); longer runs are lists, not names
SHARED_NAME = 5  # maximum number of words of a name that is looked up in lists of names
# Institution nouns, place nouns and roles are indexed by this many first letters. A longer noun also matches with a
# case ending.
SHARED_HEAD_START = 4
# how many characters before a name are searched for lower-case words, titles or nouns that belong to the name
SHARED_BEFORE = 40
SHARED_CACHED = 65_536  # maximum number of entries in each cache of words and names that were looked up in lists

# builtin
# a word is common if it begins with a frequent word of at least this many letters
BUILTIN_STEM = 5
# minimum number of letters of a label in capitals (`BREAKING`) that is dropped; a shorter word may be an acronym
BUILTIN_LABEL = 8
BUILTIN_SEAT = 24  # how many characters before and after `White House` show whether it is a place or an organization

# common_acronyms
ACRONYMS_TEXT = 80  # how many characters before an acronym in brackets are searched for the words that it stands for
ACRONYMS_SHORT_WORD = 3  # an acronym may leave out only words of at most this many letters

# candidates
CANDIDATES_CACHED = 32_768  # maximum number of entries in the cache of names in a run of capitalised words
CANDIDATES_PLACES = (2, 3)  # a known place at the start of a run is looked up with each of these numbers of words
# how many words are read from a connector on: at most two connectors, and the word after them
CANDIDATES_CONNECTED = 3

# capitals
CAPITALS_WORDS = 3  # a paragraph in capitals is given its normal case if it has at least this many words
# how many characters at the start of a paragraph are tested for capitals, before the rest of the paragraph is tested
CAPITALS_BEGINNING = 60
CAPITALS_MOSTLY = 0.8  # a paragraph counts as printed in capitals if at least this share of its letters are capitals
CAPITALS_SPEAKER = 3  # a speaker in capitals before a colon is no person if the last word has fewer letters than this
# a word that no list has stays in capitals if it has at most this many letters: it may be an acronym
CAPITALS_ACRONYM = 4

# coreference
# two words are forms of one noun only if they share at least this many first letters: tr `bakanliga`, `bakanligi`
COREFERENCE_START = 6
# an acronym without a full name counts as an organization if it is mentioned at least this many times
COREFERENCE_OFTEN = 3
COREFERENCE_BRACKET = 2  # number of characters (space and bracket) between a name and the acronym in brackets after it
# an acronym of at most this many letters stands for a full name only if a list has it or brackets introduce it
COREFERENCE_ACRONYM = 2
COREFERENCE_ENDING = 4  # two words are forms of one noun only if their lengths differ by at most this many letters

# endings
ENDINGS_SHORTEST = 4  # a case ending is removed from a name only if at least this many letters remain

# features
# how many words before and after a run are labelled, too; also how many neighbours of a word are among its features
FEATURES_NEAR = 2
FEATURES_PLACE = 4  # maximum number of words of a place name that is looked up for the tagger
FEATURES_CONNECTORS = 2  # more connectors in a row than this end a run of capitalised words
# maximum length of a run that the tagger's features distinguish, in words; longer runs count as this long
FEATURES_RUN = 5
# maximum distance of a word from an end of its run that the tagger's features distinguish, in words; greater distances
# count as this one
FEATURES_EDGE = 3

# full_names
# of several people with one surname, the one whose full name is at most this many characters before it is meant
FULL_NAMES_NEAR = 180
# of two people named equally often, a surname means the one named in full at most this many characters before
FULL_NAMES_CLOSE = 500
# a short name does not mean a full name that is more than this many characters after it (or, a given name, before it)
FULL_NAMES_FAR = 3_000
# a surname does not mean a full name with a listed given name more than this many characters after it
FULL_NAMES_FURTHEST = 12_000
FULL_NAMES_RIVALS = 50  # a word in the names of more people than this stands for none of them
FULL_NAMES_MAIN = 10  # a short name with at least this many mentions refers to a full name at any distance
# a person named at least this many times as often as another with the same name is named by far more often
FULL_NAMES_DOMINANT = 3

# gazetteer
GAZETTEER_CACHED = 50_000  # maximum number of entries in the cache of external ids of places

# lexicon
LEXICON_FOLDED = 6  # the attribute `f=` of a word is this many first letters of its folded form
LEXICON_NEXT = 5  # the attribute `n=` of a word consists of the first letters of its lower-case form, as many as this
LEXICON_RARE = 3  # frequency class of a word that is not in the list of frequent words

# name_parts
# a word of at most this many letters counts as an abbreviation, so that a full stop after it does not end a name
# (`Prof. Demir`)
NAME_PARTS_ABBREVIATION = 4
NAME_PARTS_BASE = 3  # a word is no word of origin (Vanlı) if the name in it (Van) has fewer letters than this

# same_people
SAME_PEOPLE_ENDING = 3  # a word after a full name with at most this many letters makes it another name: `Jr`, `II`
SAME_PEOPLE_CUT = 3  # a short form of a given name (`Phil`) has at least this many letters
SAME_PEOPLE_LEFT_OUT = 2  # a short form of a given name leaves out at least this many letters
# a given name with fewer letters than this is not compared with other spellings: `Brian`, `Bryan`
SAME_PEOPLE_SPELT = 5
# if all words of a name have at most this many letters, a middle word tells people apart: `Kim Yo Jong`, `Kim Jong`
SAME_PEOPLE_SYLLABLE = 4

# short_names
SHORT_NAMES_LETTERS = 2  # minimum number of letters of a word that stands for a person; a shorter one is an initial
SHORT_NAMES_ACRONYM = 4  # a word in capitals with fewer characters than this counts as an acronym or initials: `NZ`
SHORT_NAMES_FULL = 2  # titles before a person's name are removed only while more words than this remain
# minimum frequency class of the first word of a contraction such as `We're`; class 6 is one in a thousand words
SHORT_NAMES_COMMON = 6
# a title or role with fewer letters than this is not recognised at the end of a compound: de `Vizepräsident`
SHORT_NAMES_COMPOUND = 6
SHORT_NAMES_CONTRACTION = 2  # a word with more letters than this after its apostrophe is not a contraction (`We're`)

# surroundings
SURROUNDINGS_NOUN = 4  # a frequent word is a noun if one in this many of its mentions follows a determiner
SURROUNDINGS_CONJUNCTION = 5  # how many characters before a name have room for a conjunction (`and`) and two spaces
SURROUNDINGS_MARKED = 2  # fewer mentions with a determiner than this, and not half of all, make no noun

# tagger
TAGGER_CACHED = 16_384  # maximum number of entries in each cache of the tagger except the cache of words
TAGGER_CACHED_WORDS = 65_536  # maximum number of entries in the tagger's cache of words with their weights

# typing_rules
TYPING_RULES_PERSON = 5  # a name of more than this many words is not taken for a person by rules
# a name of more than this many words is no place, although its last word is a noun for places (`Gulf`)
TYPING_RULES_PLACE = 4
TYPING_RULES_ACRONYM = 7  # a word in capitals of more than this many characters is not an acronym
# a word in capitals of more than this many characters is not by itself the name of an organization
TYPING_RULES_LONE_ACRONYM = 6
TYPING_RULES_SHAPED = 3  # a name of more than this many words does not count as a person only because of its capitals
