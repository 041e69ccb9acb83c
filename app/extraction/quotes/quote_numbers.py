"""Numbers used to find quotes and speakers: limits, thresholds, confidences (0 to 1), grouped by module."""

# shared
SHARED_SURE = 0.9  # confidence of a speaker named by a clear form: a signature, a speech tag, a colon
SHARED_CUES = 16  # how many cues of a sentence are read
# confidences are features by class; these are the bounds between the classes
SHARED_CONFIDENCES = (0.5, 0.6, 0.7, 0.8, 0.87, 0.95)
SHARED_STEM = 6  # how many first letters of a word are used as its stem

# classify
CLASSIFY_LONG = 6  # minimum number of words of a direct quote if neither punctuation nor a cue marks it as a sentence
CLASSIFY_LIST = 400  # maximum distance, in characters, between two strings in quotation marks of one list
CLASSIFY_WORD = 40  # how many characters at the end of a quote are searched for a nominalised verb
CLASSIFY_COLON = 3  # how many characters directly before a quote are searched for a colon
# how many characters before a string in quotation marks are searched for a word that announces a name
CLASSIFY_LEAD = 40
CLASSIFY_NEAR = 3  # maximum distance, in characters, between a direct quote and the cue after it

# discourse_features
DISCOURSE_FEATURES_READ = 40  # how many of the last subjects before a quotation are ranked
DISCOURSE_FEATURES_SUBJECTS = 3  # features treat all subjects from this rank on alike
DISCOURSE_FEATURES_AROUND = 15  # how many characters before and after a mention are searched for function words
DISCOURSE_FEATURES_MENTIONS = 3  # how many mentions of a candidate are read
DISCOURSE_FEATURES_CUE = 5  # how many first letters of a cue are used as a feature
DISCOURSE_FEATURES_ENDING = 3  # how many last letters of a candidate's last word are used as a feature
# minimum number of letters of a word of a candidate (`the minister`) that is compared with words beside names
DISCOURSE_FEATURES_LEAST = 4
DISCOURSE_FEATURES_CACHED = 4_096  # maximum number of entries in each cache of folded words

# document_frames
# for how many document words (`report`) in a sentence a publisher is searched
DOCUMENT_FRAMES_DOCUMENTS = 4
DOCUMENT_FRAMES_SOURCE = 0.85  # confidence that a name before `according to` (tr `göre`) is the speaker
# confidence that the publisher of a document, if named beside the document, is the speaker
DOCUMENT_FRAMES_ISSUER = 0.88
DOCUMENT_FRAMES_KNOWN = 0.8  # confidence that a document's publisher, if named in an earlier sentence, is the speaker
DOCUMENT_FRAMES_DOCUMENT = 0.6  # confidence that a document without a known publisher is the speaker

# final_subjects
FINAL_SUBJECTS_BEFORE = 24  # how many characters before a name are searched for an attributive participle
FINAL_SUBJECTS_NEAR = 12  # maximum distance, in characters, between a subject and the quote or cue after it

# heading_quotes
HEADING_QUOTES_NEAR = 12  # how many quotes after a heading are searched for the words of the heading
# confidence that a heading has the speaker of a later quote with the same words
HEADING_QUOTES_REPEATED = 0.85
HEADING_QUOTES_NEXT = 0.6  # confidence that a heading has the speaker of the next quote

# history
HISTORY_REACH = 40  # how many of the last quotations are searched for a speaker other than the most recent one
HISTORY_RECENT = 6  # the speakers of this many of the last quotations are candidates

# interviews
INTERVIEWS_LONGEST = 1_000  # how many characters of a dialogue line are searched for a speech tag
INTERVIEWS_LEAST = 3  # minimum number of lines of an interview
INTERVIEWS_LINE = 0.85  # confidence that the name before a line of an interview is its speaker
INTERVIEWS_WORDS = 5  # maximum number of words of a name before the colon of an interview line

# known_speakers
# how many characters before a phrase a mention that overlaps it may start
KNOWN_SPEAKERS_BETWEEN = 60

# linear_model
LINEAR_MODEL_CLIP = 60.0  # maximum absolute value of a score (log-odds); greater ones are clipped
LINEAR_MODEL_EDGE = 1e-9  # minimum distance of a probability from 0 and 1
LINEAR_MODEL_SMALLEST = 0.01  # minimum absolute value of a weight that is written to the model's file

# marked_features
# numbers of words in quotation marks are features by class; these are the bounds between the classes
MARKED_FEATURES_LENGTHS = (1, 2, 3, 4, 6, 9, 14, 24)
MARKED_FEATURES_CLASSES = (1, 2, 4, 8)  # bounds between coarser classes of the number of words in quotation marks
MARKED_FEATURES_CAPITALS = (0, 1, 2, 4)  # bounds between the classes of the number of capitalised words
# features count up to this many function words, and use this many first letters of the two words before the marks
MARKED_FEATURES_FEW = 4
MARKED_FEATURES_LEAD = 40  # how many characters before the marks are read for features
MARKED_FEATURES_END = 40  # how many characters at the end of the marked words are read for features
MARKED_FEATURES_NEAR = 40  # how many characters beside the marks are read for features
MARKED_FEATURES_FIRST = 6  # how many first letters of a word are used as a feature
MARKED_FEATURES_LAST = 3  # how many last letters of a word are used as a feature

# mention_features
MENTION_FEATURES_CUES = 12  # how many cues of a sentence are compared with a mention
MENTION_FEATURES_BESIDE = 12  # maximum distance, in characters, between a name and an adjacent cue
MENTION_FEATURES_RELATIVE = 12  # how many characters after a name are searched for a relative pronoun
# bounds between the classes of the number of words between name and quotation
MENTION_FEATURES_WORDS = (0, 1, 3, 6)

# name_evidence
NAME_EVIDENCE_SPANS = 12  # how many mentions of a name are read for evidence
NAME_EVIDENCE_WORDS = 10  # how many words before and after a mention may be roles
NAME_EVIDENCE_REACH = 90  # how many characters before and after a mention are searched for roles
NAME_EVIDENCE_LEAST = 4  # minimum number of letters of a word that may be a role
# maximum distance between a subject and the cue after it, in characters and in words
NAME_EVIDENCE_BEFORE_CUE = (14, 2)
NAME_EVIDENCE_AFTER_CUE = (24, 3)  # maximum distance between a cue and the subject after it, in characters and in words

# quotation_context
CONTEXT_BEFORE = 120  # how many characters before a quotation, and after a cue, are read
CONTEXT_AFTER = 60  # how many characters after a cue are searched for a name
CONTEXT_SENTENCE = 1_500  # how many characters of the sentence before and after a quotation are read
CONTEXT_FINAL_BEFORE = 70  # how many characters before a quotation are searched for a role, in verb-final languages
CONTEXT_FINAL_AFTER = 40  # how many characters after a cue are searched for a role, in verb-final languages
CONTEXT_SHORT = 3  # a quotation with fewer words than this is short
CONTEXT_TAG = 40  # minimum length of a quotation that is searched for a speech tag, in characters
CONTEXT_CUE = 3  # how many last letters of the word before a quotation are a feature

# reader
# probabilities of speakers are features by class; these are the bounds between the classes
READER_SHARES = (0.4, 0.6, 0.8, 0.9, 0.97)
READER_QUOTATION = 0.67  # a string in quotation marks is a quotation if its probability is at least this

# reported_verb_adjacent
REPORTED_VERB_ADJACENT_WORDS = 2  # minimum number of words of an indirect quote
# minimum number of words of a reported clause before a comma and cue; shorter ones are adverbials
REPORTED_VERB_ADJACENT_OPENING = 4
REPORTED_VERB_ADJACENT_GUESSED = 0.6  # a speaker with a lower confidence is guessed, not named beside the cue
# maximum distance, in characters, from a reported clause to the cue after it; twice as far from there to the end
REPORTED_VERB_ADJACENT_TAIL = 60
# factor by which the confidence of an indirect quote is lower than that of a direct one
REPORTED_VERB_ADJACENT_LESS = 0.8
# confidence that the subject of a cue before the reported clause is the speaker: `X said that …`
REPORTED_VERB_ADJACENT_COMPLEMENT = 0.9
# confidence that the subject of a cue after the reported clause is the speaker: `…, X said`
REPORTED_VERB_ADJACENT_CLAUSE = 0.85
REPORTED_VERB_ADJACENT_SOURCE = 0.85  # confidence that the source after `according to` is the speaker
# confidence that the last speaker is the speaker if only a verb form marks reported speech
REPORTED_VERB_ADJACENT_CARRIED = 0.75

# reported_verb_final
# confidence that the last speaker is the speaker if the cue of an indirect quote has no subject
REPORTED_VERB_FINAL_LAST = 0.65

# resolve
RESOLVE_SUBJECT = 0.92  # default confidence that the person or organization beside a cue is the speaker

# signature
SIGNATURE_REACH = 120  # how many characters after a quotation are searched for a signature
SIGNATURE_LONGEST = 100  # maximum length of a signature, in characters
SIGNATURE_LEAST = 2  # minimum number of words of a name that signs a quotation in the next paragraph

# situation
SITUATION_TIGHT_AFTER = 3  # maximum distance, in characters, between a quotation and an adjacent cue after it
SITUATION_TIGHT_BEFORE = 5  # maximum distance, in characters, between an adjacent cue and the quotation after it
SITUATION_NEAR = 40  # maximum distance, in characters, between a quotation and a cue near it

# speaker_candidates
SPEAKER_CANDIDATES_SENTENCES = 2  # how many sentences before a quotation are searched for candidates
SPEAKER_CANDIDATES_PEOPLE = 3  # how many of the most mentioned people are added as candidates
SPEAKER_CANDIDATES_MOST = 40  # maximum number of candidates for the speaker of a quotation; those listed first are kept
SPEAKER_CANDIDATES_CACHED = 4_096  # maximum number of entries in the cache of the words of names

# speaker_features
SPEAKER_FEATURES_FEW = (0, 1, 2, 4)  # small numbers are features by class; these are the bounds between the classes
# distances in sentences are features by class; these are the bounds between the classes
SPEAKER_FEATURES_FAR = (1, 2, 3, 5, 9)
# maximum distance, in characters, between the start of a sentence and a name that opens it
SPEAKER_FEATURES_OPENING = 25
SPEAKER_FEATURES_NEXT = 30  # how many characters after a quotation are searched for the next word
SPEAKER_FEATURES_HEAD = 40  # maximum distance, in characters, between a participle and the name that it modifies
SPEAKER_FEATURES_MOST = 3  # features treat all numbers of names or words from this one on alike
SPEAKER_FEATURES_WORD = 6  # how many first letters of the word after a quotation are used as a feature
SPEAKER_FEATURES_CUE = 5  # how many first letters of a cue are used as a feature

# speech_tags
SPEECH_TAGS_LONGEST = 90  # maximum length of a speech tag inside a quotation, in characters
SPEECH_TAGS_WORDS = 9  # maximum number of words of a speech tag inside a quotation
SPEECH_TAGS_MOST = 40  # how many clauses of a quotation are searched for speech tags
SPEECH_TAGS_PRONOUN = 0.6  # confidence that the person whom a pronoun in a speech tag refers to is the speaker

# subjects
SUBJECTS_AFTER = 120  # how many characters after a cue are searched for its subject
SUBJECTS_BEFORE = 400  # how many characters before a cue are searched for its subject
SUBJECTS_GOVERNOR = 40  # how many characters before a noun are searched for its preposition
SUBJECTS_BESIDE = 30  # maximum distance, in characters, between a cue and the subject that follows it
SUBJECTS_LETTERS = 6  # maximum number of letters of an acronym; longer words in capitals are datelines
SUBJECTS_COLON = 3  # how many characters before a name are searched for a punctuation mark
SUBJECTS_NOBODY = 0.55  # maximum confidence of a speaker if the cue has no subject
SUBJECTS_PRONOUN = 0.75  # maximum confidence of a speaker to whom a pronoun, as subject of the cue, refers
SUBJECTS_ROLE = 0.7  # confidence of a speaker who has the role that is the subject of the cue
SUBJECTS_UNNAMED_ROLE = 0.6  # confidence of a role that stays unnamed: `a spokesman`
SUBJECTS_CACHED = 4_096  # maximum number of entries in the cache of texts that end in a preposition or do not

# unnamed_subjects
UNNAMED_SUBJECTS_AFTER = 90  # how many characters after a cue are searched for an unnamed subject
UNNAMED_SUBJECTS_BEFORE = 200  # how many characters before a cue are searched for an unnamed subject
UNNAMED_SUBJECTS_BEFORE_QUOTE = 400  # how many characters before a quotation are searched for an unnamed subject
UNNAMED_SUBJECTS_LONGEST = 4  # maximum number of words of an unnamed subject
UNNAMED_SUBJECTS_SHORT = 3  # maximum number of words of an unnamed subject without a determiner
UNNAMED_SUBJECTS_MOST = 3  # maximum number of unnamed subjects of a quotation
UNNAMED_SUBJECTS_LEAST = 3  # minimum number of letters of an unnamed subject

# verb_adjacent
VERB_ADJACENT_NEAR = 90  # maximum distance, in characters, between a quote and its cue
VERB_ADJACENT_TIGHT = 2  # maximum distance, in characters, from a quote to a cue that may follow without a comma
VERB_ADJACENT_NOTED = 0.85  # confidence that the speaker is the subject of a cue in a sentence without quotes
VERB_ADJACENT_TOPIC = 0.5  # confidence of a credit from which only the topic of a sentence is taken
VERB_ADJACENT_CUE_AFTER = 0.92  # confidence that the speaker is the subject of a cue right after a quote: `"…," X said`
VERB_ADJACENT_CUE_BEFORE = 0.85  # confidence that the speaker is the subject of a cue before a quote: `X said "…"`
VERB_ADJACENT_SOURCE = 0.85  # confidence that the source after `according to` is the speaker
VERB_ADJACENT_COLON = 0.75  # confidence that the speaker is a name before a colon without a cue
VERB_ADJACENT_FAR = 0.6  # confidence that the speaker is the subject of a cue that is far after a quote
VERB_ADJACENT_REPORTED = 0.6  # confidence that the last speaker also said a quote whose verb form marks reported speech
VERB_ADJACENT_ANNOUNCED = 0.8  # confidence of the speaker announced by the sentence before a quote
VERB_ADJACENT_FLOATING = 0.55  # confidence that the last speaker also said a quote that is a whole sentence
# confidence of the last speaker, or of a name before it, for a quote that starts in lower case
VERB_ADJACENT_FRAGMENT = 0.45

# verb_final
VERB_FINAL_LABEL_WORDS = 5  # a quotation of at most this many words may be only a label
VERB_FINAL_BESIDE = 2  # maximum distance, in characters, between a quotation and a word directly beside it
VERB_FINAL_TITLES = 3  # maximum number of titles between a verb and its subject
VERB_FINAL_PARTICIPLE = 40  # maximum distance, in characters, between a participle and its subject
VERB_FINAL_CLAIM = 0.6  # confidence that a quote has no speaker, if the sentence only mentions it as a claim
VERB_FINAL_LABEL = 0.8  # confidence that the speaker is the genitive before a label in quotation marks
VERB_FINAL_BETWEEN = 0.8  # confidence that the speaker is a subject between a quotation and its cue
VERB_FINAL_UNNAMED = 0.8  # confidence that the speaker is an unnamed subject: tr `görgü tanıkları`
VERB_FINAL_LED = 0.8  # confidence that the speaker is the subject of a cue right before a quotation
VERB_FINAL_ISSUER = 0.8  # confidence that the speaker is the publisher of the last document for an impersonal cue
VERB_FINAL_ANNOUNCED = 0.88  # confidence of the speaker announced by the sentence before a quotation
# confidence that the speaker is the genitive before a quotation that a noun of speech follows
VERB_FINAL_GENITIVE = 0.8
VERB_FINAL_NOUN = 0.7  # confidence that the speaker is the subject before a quotation that a noun of speech follows
VERB_FINAL_LAST_OF_NOUN = 0.5  # confidence that the last speaker also said a quotation that a noun of speech follows
VERB_FINAL_LAST_OF_CUE = 0.7  # confidence that the last speaker is the speaker for a cue or colon without a subject
VERB_FINAL_LAST = 0.6  # confidence that the last speaker also said any other quotation
VERB_FINAL_FALLBACK = 0.5  # confidence that the speaker is a genitive before an impersonal cue
