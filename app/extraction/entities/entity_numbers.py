"""Numbers used to find names: thresholds and limits, grouped by the module that uses them."""

# shared
# maximum number of words of a run (capitalised words in a row); more words in a row are a list, and become several runs
SHARED_RUN = 40
SHARED_NAME = 5  # maximum number of words of a name that is looked up in lists of names
# Institution nouns, place nouns and roles are indexed by this many first letters. Only a noun or role with more letters
# than this is also found with a case ending. Two names may be case forms of one name if their first words begin with
# the same letters (at least this many), and so do their second words, and so on.
SHARED_HEAD_START = 4
# how many characters before a name are searched for titles, nouns and lower-case words that belong to the name; also,
# how many characters on each side of a short name are read to decide whether the name means a person
SHARED_BEFORE = 40
# Minimum ratio of the mentions of one person to the mentions of another. From this ratio on, the first person counts as
# named far more often.
SHARED_DOMINANT = 3
SHARED_BRACKET = 2  # number of characters (space and bracket) between a name and the acronym in brackets after it
SHARED_SHORT_WORD = 3  # an acronym may leave out only words of at most this many letters
SHARED_CACHED = 65_536  # maximum number of entries in each cache of words and names that were looked up in lists

# beside_words
# a word for a thing (de `gruppe`) is also recognised at the end of a compound (`Verlagsgruppe`) if the word has at
# least this many letters
BESIDE_WORDS_COMPOUND = 5

# brands
# a surname is a brand only if at least this many of its mentions stand before a noun: de `Holm Spielzeug`
BRANDS_LEAST = 2
BRANDS_NEAR = 40  # how many characters before and after a surname are searched for the words beside it
# a surname is a brand only if at least this share of its mentions stand before a noun; mentions in the full name
# (`Emma Holm`) are not counted
BRANDS_SHARE = 0.5

# builtin
# A word that is not known as a name counts as an ordinary word if it begins with a frequent word of at least this many
# letters. The letters after the frequent word may be a case ending.
BUILTIN_STEM = 5
# minimum number of letters of a label in capitals (`BREAKING`) that is dropped; a shorter word may be an acronym
BUILTIN_LABEL = 8
# how many characters before and after a seat of power (`White House`) are searched for a preposition or case ending
# that makes the seat a place (`at the White House`); without one, the seat is an organization
BUILTIN_SEAT = 24

# common_acronyms
ACRONYMS_TEXT = 80  # how many characters before an acronym in brackets are searched for the words that it stands for

# candidates
CANDIDATES_CACHED = 32_768  # maximum number of runs (capitalised words in a row) whose names are cached
CANDIDATES_PLACES = (2, 3)  # the first two and the first three words of a run are looked up as a place: `New York`
# maximum number of words that extend a name: a connector (`of`), perhaps a second one, and a capitalised word
CANDIDATES_CONNECTED = 3

# capitals
CAPITALS_WORDS = 3  # a paragraph in capitals is given its normal case if it has at least this many words
# how many characters at the start of a paragraph are tested for capitals, before the whole paragraph is tested
CAPITALS_BEGINNING = 60
CAPITALS_MOSTLY = 0.8  # a paragraph counts as printed in capitals if at least this share of its letters are capitals
# a name in capitals before a colon (`JOHN HOLM:`) is a person only if its last word has at least this many letters
CAPITALS_SPEAKER = 3
# In a paragraph in capitals, a word that is in no list of words is taken for an acronym if it has at most this many
# letters, and stays in capitals.
CAPITALS_ACRONYM = 4

# companies
# maximum number of characters between a name and `&` that belong to the name of a firm: ` Feed` in `Holm Feed & Seed`
COMPANIES_MIDDLE = 20

# coreference
# two words are forms of one noun only if they share at least this many first letters: tr `bakanliga`, `bakanligi`
COREFERENCE_START = 6
# an acronym without a full name counts as an organization if it is mentioned at least this many times
COREFERENCE_OFTEN = 3
# an acronym of at most this many letters (`EU`) is linked to a full name only if it is listed or printed in brackets
COREFERENCE_ACRONYM = 2
COREFERENCE_ENDING = 4  # two words are forms of one noun only if their lengths differ by at most this many letters

# datelines
DATELINES_LEAST = 4  # a name in capitals of fewer characters stays in capitals: it may be an acronym, as `USA`
DATELINES_INNER = 3  # a later word of at most this many letters may be in lower case: `Port-au-Prince`

# endings
ENDINGS_SHORTEST = 4  # a case ending is removed from a name only if at least this many letters remain

# features
# number of words before and after a run (capitalised words in a row) that the tagger also labels; also, number of words
# before and after a word from which the word gets features
FEATURES_NEAR = 2
FEATURES_CONNECTORS = 2  # maximum number of connectors in a row inside a run of capitalised words
# a feature gives the length of a run, in words, but at most this number
FEATURES_RUN = 5
# features give the distance of a word from each end of its run, in words, but at most this number
FEATURES_EDGE = 3

# full_names
# If several people share a surname, the surname means the person whose full name stands at most this many characters
# before. If another of these people is named far more often, the meaning is unclear, and nobody is chosen.
FULL_NAMES_NEAR = 180
# If several people share a surname and are named equally often, the surname means the person with the nearest full name
# before the surname, at most this many characters away.
FULL_NAMES_CLOSE = 500
# Maximum number of characters from a short name to the full name after it. The same limit holds from a full name to the
# lone given name after it, if the full name occurs only once, and the surname never occurs alone.
FULL_NAMES_FAR = 3_000
# maximum number of characters from a surname to the full name after it, if the full name begins with a given name that
# is listed
FULL_NAMES_FURTHEST = 12_000
# maximum number of characters from a surname to the full name after it, if the surname has no title before it and is in
# no list of people's names
FULL_NAMES_UNLISTED = 1_500
# if more people than this have the same word in their full names, the word alone stands for none of them
FULL_NAMES_RIVALS = 50
FULL_NAMES_MAIN = 10  # a short name with at least this many mentions refers to a full name at any distance

# gazetteer
GAZETTEER_CACHED = 50_000  # maximum number of entries in the cache of external ids of places

# joined_names
# how many characters before a name are searched for a beginning with a number: `Juzgado de Instrucción número 3 de`
JOINED_NAMES_BEGINNING = 80

# known_names
KNOWN_NAMES_PLACE = 4  # maximum number of words that are looked up together as the name of a place, for the tagger

# lexicon
LEXICON_FOLDED = 6  # number of letters in the attribute `f=`: the beginning of the folded word
LEXICON_NEXT = 5  # number of letters in the attribute `n=`: the beginning of the word in lower case
LEXICON_RARE = 3  # frequency class of a word that is not in the list of frequent words

# listed_kinds
LISTED_KINDS_JOINT = 7  # maximum number of characters between two names of a list: `, and `
LISTED_KINDS_LEAST = 3  # minimum number of names of a list
LISTED_KINDS_MOST = 3  # a place in a list becomes a person only if at least this many of the other names are people
LISTED_KINDS_SHARE = 0.6  # and if at least this share of the other names are people

# long_forms
LONG_FORMS_LEAST = 2  # minimum number of words of a long form: one word, as de `Kohlenwasserstoffe (KW)`, is a noun
LONG_FORMS_LETTERS = 2  # minimum number of letters of an acronym whose long form is searched for
LONG_FORMS_TEXT = 160  # how many characters before an acronym in brackets may belong to its long form
# A long form has at most this many words more than its acronym has letters, and at most twice as many.
LONG_FORMS_WORDS = 5

# named_things
# a name of at least this many words after an article is a thing if no person has the last word as a name: `the Terry
# Hershey Hike`
NAMED_THINGS_WORDS = 3

# name_parts
# a word of at most this many letters counts as an abbreviation, so that a full stop after it does not end a name
# (`Prof. Demir`)
NAME_PARTS_ABBREVIATION = 4
NAME_PARTS_SURNAME = 3  # unless it is a surname of at least this many letters after another word: `Pepa Luna`
# minimum number of letters of a name from which words are derived: tr `Van` in `Vanlı`, somebody from Van
NAME_PARTS_BASE = 3

# other_names
# a word does not stand for a person (`Lincoln` for `Lincoln Holm`) if at least this many names of places, organizations
# or events begin with the word: `Lincoln Center`, `Lincoln Memorial`
OTHER_NAMES_STARTS = 2

# placed_names
PLACED_NAMES_BEFORE = 26  # how many characters before a name are searched for words that show a place: `village of`
PLACED_NAMES_AFTER = 16  # how many characters after a name are searched for such words: tr ` ilçesinde`
PLACED_NAMES_NEAR = 18  # how many of these characters are searched for a likely sign of a place: `in `
PLACED_NAMES_LETTERS = 3  # minimum number of letters of a name that is taken for a place because of the words beside it

# same_people
SAME_PEOPLE_ENDING = 3  # a word of at most this many letters after a full name marks another person: `Jr`, `II`
SAME_PEOPLE_CUT = 3  # minimum number of letters of a short form of a given name: `Phil`
SAME_PEOPLE_LEFT_OUT = 2  # minimum number of letters that a short form of a given name leaves out: `ip` of `Philip`
# minimum number of letters of a given name that is compared with other spellings: `Brian`, `Bryan`
SAME_PEOPLE_SPELT = 5
# if all words of a name have at most this many letters, a middle word tells people apart: `Kim Yo Jong` is another
# person than `Kim Jong`
SAME_PEOPLE_SYLLABLE = 4

# short_names
SHORT_NAMES_LETTERS = 2  # minimum number of letters of a word that stands for a person; a shorter one is an initial
SHORT_NAMES_ACRONYM = 4  # a word in capitals is an acronym or initials if it has fewer characters than this: `NZ`
SHORT_NAMES_FULL = 2  # a person's name keeps at least this many words when titles before it are removed
# minimum frequency class of the first word of a contraction such as `We're`; class 6 is one in a thousand words
SHORT_NAMES_COMMON = 6
# minimum number of letters of a title or role at the end of a compound: de `Vizepräsident`
SHORT_NAMES_COMPOUND = 6
SHORT_NAMES_NOUN = 8  # minimum number of letters of a word that is a noun by its ending: de `Spülung`
SHORT_NAMES_CONTRACTION = 2  # maximum number of letters after the apostrophe of a contraction: `We're`

# surroundings
# a frequent word is a common noun if at least one of every four of its mentions follows a determiner: `the Bill`
SURROUNDINGS_NOUN = 4
# maximum number of characters of a conjunction before a name, including the spaces on both sides: ` and `
SURROUNDINGS_CONJUNCTION = 5
# A word is a common noun only if it follows a determiner at least this many times in the article. For a frequent word
# of the language that occurs at most twice in the article, once is enough.
SURROUNDINGS_MARKED = 2
SURROUNDINGS_OFFICE = 4  # a title with fewer letters than this, such as `Dr`, is not the title of an office
# two titles count as the same if they share at least this many first letters: `Governor`, `Gov.`
SURROUNDINGS_TITLE = 3
SURROUNDINGS_TITLES = 2  # number of words before a full name that may be its titles: de `Bundespräsident Dr.`
# `Emma Holm said that President Holm …`: a surname after a title may mean another person than the full name before it
# in the same sentence, if at most this many characters are between the two names.
SURROUNDINGS_SENTENCE = 250

# tagger
TAGGER_CACHED = 16_384  # maximum number of entries in each cache of the tagger except the cache of words
TAGGER_CACHED_WORDS = 65_536  # maximum number of entries in the tagger's cache of words with their weights

# works
# how many characters before a full name are searched for words that show that it is a parent's: `born in Rome to`
WORKS_PARENT = 150

# typing_rules
TYPING_RULES_PERSON = 5  # maximum number of words of a name that rules take for a person
# maximum number of words of a place whose name ends in a noun for places (`Gulf`)
TYPING_RULES_PLACE = 4
TYPING_RULES_ACRONYM = 7  # maximum number of characters of an acronym
# maximum number of characters of an acronym that names an organization without further evidence
TYPING_RULES_LONE_ACRONYM = 6
# maximum number of words of a name that is taken for a person only because its words are capitalised
TYPING_RULES_SHAPED = 3
