"""Numbers of finding quotes and speakers: sizes, thresholds, confidences (0 to 1), by the module that uses them."""

# shared
SHARED_SURE = 0.9  # confidence of a credit that its form leaves no doubt about: a signature, a speech tag, a colon
SHARED_CUES = 16  # maximum cues read per sentence
SHARED_CONFIDENCES = (0.5, 0.6, 0.7, 0.8, 0.87, 0.95)  # bounds of a credit's confidence in features
SHARED_STEM = 6  # letters of a stem

# classify
CLASSIFY_LONG = 6  # words from which a quote without a cue is a sentence
CLASSIFY_LIST = 400  # maximum characters between the first and the last quote of a list
CLASSIFY_WORD = 40  # characters at the end of a quote that are searched for a nominalised verb
CLASSIFY_COLON = 3  # characters before a quote that are searched for a colon
CLASSIFY_LEAD = 40  # characters before a quote that are searched for a word that announces a name
CLASSIFY_NEAR = 3  # maximum characters between a quote and a cue that completes a direct quote

# discourse_features
DISCOURSE_FEATURES_READ = 40  # last subjects read
DISCOURSE_FEATURES_SUBJECTS = 3  # ranks of subjects that features tell apart
DISCOURSE_FEATURES_AROUND = 15  # characters read beside a mention
DISCOURSE_FEATURES_MENTIONS = 3  # mentions read per candidate
DISCOURSE_FEATURES_CUE = 5  # letters of a cue that are read
DISCOURSE_FEATURES_ENDING = 3  # letters of an ending that are read
DISCOURSE_FEATURES_LEAST = 4  # minimum letters of a word that is compared
DISCOURSE_FEATURES_CACHED = 4_096  # words whose stems are kept

# document_frames
DOCUMENT_FRAMES_DOCUMENTS = 4  # document words per sentence that are checked for an issuer
DOCUMENT_FRAMES_SOURCE = 0.85  # confidence of a name before a preposition of sources
DOCUMENT_FRAMES_ISSUER = 0.88  # confidence of an issuer named beside its document
DOCUMENT_FRAMES_KNOWN = 0.8  # confidence of an issuer named in an earlier sentence
DOCUMENT_FRAMES_DOCUMENT = 0.6  # confidence of a document that speaks for itself

# final_subjects
FINAL_SUBJECTS_BEFORE = 24  # characters before a name that are searched for an attributive participle
FINAL_SUBJECTS_NEAR = 12  # maximum characters between a subject and the quote or cue that it belongs to

# heading_quotes
HEADING_QUOTES_NEAR = 12  # quotes after a heading that are searched for its words
HEADING_QUOTES_REPEATED = 0.85  # confidence of the speaker of a later quote that repeats the heading
HEADING_QUOTES_NEXT = 0.6  # confidence of the speaker of the next quote

# history
HISTORY_REACH = 40  # last quotations searched for another speaker
HISTORY_RECENT = 6  # last quotations searched for candidates

# interviews
INTERVIEWS_LONGEST = 1_000  # characters of a dialogue line that are searched
INTERVIEWS_LEAST = 3  # minimum lines of an interview
INTERVIEWS_LINE = 0.85  # confidence of the speaker of a line
INTERVIEWS_WORDS = 5  # maximum words of a name before a colon

# known_speakers
KNOWN_SPEAKERS_BETWEEN = 60  # maximum characters by which an overlapping mention starts before a phrase

# linear_model
LINEAR_MODEL_CLIP = 60.0  # log-odds beyond which a score is clipped
LINEAR_MODEL_EDGE = 1e-9  # minimum distance of a probability from 0 and 1
LINEAR_MODEL_SMALLEST = 0.01  # minimum weight, positive or negative, that is written

# marked_features
MARKED_FEATURES_LENGTHS = (1, 2, 3, 4, 6, 9, 14, 24)  # bounds of the number of words in features
MARKED_FEATURES_CLASSES = (1, 2, 4, 8)  # coarser bounds of the same number
MARKED_FEATURES_CAPITALS = (0, 1, 2, 4)  # bounds of the number of capitals in features
MARKED_FEATURES_FEW = 4  # function words that features tell apart; letters of a word before the marks
MARKED_FEATURES_LEAD = 40  # characters read before the marks
MARKED_FEATURES_END = 40  # characters read at the end of the words
MARKED_FEATURES_NEAR = 40  # characters read beside the marks
MARKED_FEATURES_FIRST = 6  # first letters of words that are compared
MARKED_FEATURES_LAST = 3  # last letters of words that are compared

# mention_features
MENTION_FEATURES_CUES = 12  # maximum cues read per sentence
MENTION_FEATURES_BESIDE = 12  # maximum characters between a name and an adjacent cue
MENTION_FEATURES_RELATIVE = 12  # characters after a name that are searched for a relative pronoun
MENTION_FEATURES_WORDS = (0, 1, 3, 6)  # bounds of the number of words between a name and a cue in features

# name_evidence
NAME_EVIDENCE_SPANS = 12  # maximum mentions read per name
NAME_EVIDENCE_WORDS = 10  # words read on either side of a mention
NAME_EVIDENCE_REACH = 90  # characters read on either side of a mention
NAME_EVIDENCE_LEAST = 4  # minimum letters of a word that may be a role
NAME_EVIDENCE_BEFORE_CUE = (14, 2)  # maximum characters and words between a subject and the cue after it
NAME_EVIDENCE_AFTER_CUE = (24, 3)  # maximum characters and words between a cue and the subject after it

# name_index
NAME_INDEX_HEAD = 5  # first letters of an institution noun that are compared
NAME_INDEX_ASIDE = 60  # characters before and after a name that are searched for its role
NAME_INDEX_PARTS = 4  # maximum words of a person's name
NAME_INDEX_TITLE = 3  # letters up to which a title is no stem of a longer word
NAME_INDEX_CACHED = 8_192  # titles whose stems are kept

# noun_phrases
NOUN_PHRASES_ABBREVIATION = 3  # maximum characters of a word that keeps its full stop
NOUN_PHRASES_ACRONYM = 8  # maximum letters of an acronym
NOUN_PHRASES_CACHED = 32_768  # words whose case and kind are kept

# parsed_text
PARSED_TEXT_MOST = 32  # marked strings per sentence; phrases or cues kept from each end of a range
PARSED_TEXT_HEADING = 15  # maximum words of a heading in quotation marks
PARSED_TEXT_AFTER = 4  # characters after a quote that show whether its sentence goes on
PARSED_TEXT_BEFORE = 3  # characters before a quote that are searched for a colon

# quotation_context
CONTEXT_BEFORE = 120  # characters of a passage before a quotation
CONTEXT_AFTER = 60  # characters of a passage after a cue
CONTEXT_SENTENCE = 1_500  # characters of a sentence that are read on either side
CONTEXT_FINAL_BEFORE = 70  # characters before that are searched for the role, in verb-final languages
CONTEXT_FINAL_AFTER = 40  # characters after that are searched for the role, in verb-final languages
CONTEXT_SHORT = 3  # words below which a passage is short
CONTEXT_TAG = 40  # minimum characters of a quotation with a speech tag
CONTEXT_CUE = 3  # last letters of a cue that are read

# quotation_marks
QUOTATION_MARKS_REACH = 40  # maximum paragraphs that an open quote continues over

# reader
READER_SHARES = (0.4, 0.6, 0.8, 0.9, 0.97)  # bounds of a speaker's probability in features
READER_QUOTATION = 0.67  # minimum probability at which a marked string counts as a quotation

# reported_verb_adjacent
REPORTED_VERB_ADJACENT_WORDS = 2  # minimum words of a clause
REPORTED_VERB_ADJACENT_OPENING = 4  # minimum words of a clause before a comma; shorter ones are adverbials
REPORTED_VERB_ADJACENT_GUESSED = 0.6  # confidence below which no subject stands beside the cue
REPORTED_VERB_ADJACENT_TAIL = 60  # maximum characters from a clause to its cue; twice that from the cue to the end
REPORTED_VERB_ADJACENT_LESS = 0.8  # factor on the confidence of the same frame with quotation marks
REPORTED_VERB_ADJACENT_COMPLEMENT = 0.9  # confidence of the subject of a cue with a clause after it
REPORTED_VERB_ADJACENT_CLAUSE = 0.85  # confidence of the subject of a cue after its clause
REPORTED_VERB_ADJACENT_SOURCE = 0.85  # confidence of a source after a preposition
REPORTED_VERB_ADJACENT_CARRIED = 0.75  # confidence of the last speaker if only the verb form marks reported speech

# reported_verb_final
REPORTED_VERB_FINAL_LAST = 0.65  # confidence of the last speaker for a cue without a subject

# resolve
RESOLVE_SUBJECT = 0.92  # confidence of the subject of a cue

# signature
SIGNATURE_REACH = 120  # characters after a quotation that are searched
SIGNATURE_LONGEST = 100  # maximum characters of a signature
SIGNATURE_LEAST = 2  # minimum words of a name that stands alone

# situation
SITUATION_TIGHT_AFTER = 3  # maximum characters between a quotation and an adjacent cue after it
SITUATION_TIGHT_BEFORE = 5  # maximum characters between an adjacent cue and the quotation after it
SITUATION_NEAR = 40  # maximum characters between a quotation and a cue near it

# speaker_candidates
SPEAKER_CANDIDATES_SENTENCES = 2  # preceding sentences that are searched
SPEAKER_CANDIDATES_PEOPLE = 3  # maximum mentioned people that are added
SPEAKER_CANDIDATES_MOST = 40  # maximum candidates; the nearest are kept

# speaker_features
SPEAKER_FEATURES_FEW = (0, 1, 2, 4)  # bounds of small counts in features
SPEAKER_FEATURES_FAR = (1, 2, 3, 5, 9)  # bounds of a distance in sentences in features
SPEAKER_FEATURES_OPENING = 25  # maximum characters between the start of a sentence and a name that opens it
SPEAKER_FEATURES_NEXT = 30  # characters searched for the next word
SPEAKER_FEATURES_HEAD = 40  # maximum characters between a participle and the name that it modifies
SPEAKER_FEATURES_MOST = 3  # count from which features no longer tell counts apart
SPEAKER_FEATURES_WORD = 6  # first letters of the next word that are read
SPEAKER_FEATURES_CUE = 5  # first letters of a cue that are read

# speech_tags
SPEECH_TAGS_LONGEST = 90  # maximum characters of a tag
SPEECH_TAGS_WORDS = 9  # maximum words of a tag
SPEECH_TAGS_MOST = 40  # maximum clauses read per quotation
SPEECH_TAGS_PRONOUN = 0.6  # confidence of the referent of a pronoun in a tag

# subjects
SUBJECTS_AFTER = 120  # characters after a cue that are searched for its subject
SUBJECTS_BEFORE = 400  # characters before a cue that are searched for its subject
SUBJECTS_GOVERNOR = 40  # characters before a noun that are searched for its preposition
SUBJECTS_BESIDE = 30  # maximum characters between a cue and the subject that follows it
SUBJECTS_LETTERS = 6  # maximum capitals of an acronym; longer words in capitals are datelines
SUBJECTS_COLON = 3  # characters before a name that are searched for a mark
SUBJECTS_NOBODY = 0.55  # maximum confidence of the last speaker for a cue without a subject
SUBJECTS_PRONOUN = 0.75  # maximum confidence of the referent of a pronoun
SUBJECTS_ROLE = 0.7  # confidence of the person with a role
SUBJECTS_UNNAMED_ROLE = 0.6  # confidence of a role that stays unnamed

# unnamed_subjects
UNNAMED_SUBJECTS_AFTER = 90  # characters searched after a cue
UNNAMED_SUBJECTS_BEFORE = 200  # characters searched before a cue
UNNAMED_SUBJECTS_BEFORE_QUOTE = 400  # characters searched before the quotation
UNNAMED_SUBJECTS_LONGEST = 4  # maximum words of a subject
UNNAMED_SUBJECTS_SHORT = 3  # maximum words of a subject without a determiner
UNNAMED_SUBJECTS_MOST = 3  # maximum subjects
UNNAMED_SUBJECTS_LEAST = 3  # minimum letters of a subject

# verb_adjacent
VERB_ADJACENT_NEAR = 90  # maximum characters between a quote and its cue
VERB_ADJACENT_TIGHT = 2  # maximum characters between a quote and a cue that needs no comma
VERB_ADJACENT_NOTED = 0.85  # confidence of a speaker in a sentence without a quote
VERB_ADJACENT_TOPIC = 0.5  # confidence of the topic of a sentence
VERB_ADJACENT_CUE_AFTER = 0.92  # confidence of the subject of a cue shortly after the quote
VERB_ADJACENT_CUE_BEFORE = 0.85  # confidence of the subject of the last cue before the quote
VERB_ADJACENT_SOURCE = 0.85  # confidence of a source after a preposition
VERB_ADJACENT_COLON = 0.75  # confidence of a name before a colon without a cue
VERB_ADJACENT_FAR = 0.6  # confidence of the subject of a cue anywhere after the quote
VERB_ADJACENT_REPORTED = 0.6  # confidence of the last speaker for a quote in reported speech
VERB_ADJACENT_ANNOUNCED = 0.8  # confidence of the speaker whom the sentence before announces
VERB_ADJACENT_FLOATING = 0.55  # confidence of the last speaker for a quote that fills its sentence
VERB_ADJACENT_FRAGMENT = 0.45  # confidence of a name before a lower-case fragment, or of the last speaker

# verb_final
VERB_FINAL_LABEL_WORDS = 5  # maximum words of a quotation that is only a label
VERB_FINAL_BESIDE = 2  # maximum characters between a quotation and a word directly beside it
VERB_FINAL_TITLES = 3  # maximum titles between a verb and its subject
VERB_FINAL_PARTICIPLE = 40  # maximum characters between a participle and its subject
VERB_FINAL_CLAIM = 0.6  # confidence that nobody is credited with a mentioned claim
VERB_FINAL_LABEL = 0.8  # confidence of the genitive before a label
VERB_FINAL_BETWEEN = 0.8  # confidence of a subject between the quotation and its cue
VERB_FINAL_UNNAMED = 0.8  # confidence of an unnamed subject
VERB_FINAL_LED = 0.8  # confidence of the subject of a cue directly before the quotation
VERB_FINAL_ISSUER = 0.8  # confidence of the last issuer for an impersonal cue
VERB_FINAL_ANNOUNCED = 0.88  # confidence of the speaker whom the sentence before announces
VERB_FINAL_GENITIVE = 0.8  # confidence of the genitive before a quotation and a noun of speech
VERB_FINAL_NOUN = 0.7  # confidence of a subject before a quotation and a noun of speech
VERB_FINAL_LAST_OF_NOUN = 0.5  # confidence of the last speaker for a quotation with a noun of speech
VERB_FINAL_LAST_OF_CUE = 0.7  # confidence of the last speaker for a cue or colon without a subject
VERB_FINAL_LAST = 0.6  # confidence of the last speaker for any other quotation
VERB_FINAL_FALLBACK = 0.5  # confidence of a genitive before an impersonal cue
