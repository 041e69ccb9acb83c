"""Numbers of finding quotes and speakers: sizes, thresholds, confidences (0 to 1), by the module that uses them."""

# shared
SHARED_SURE = 0.9  # confidence of a speaker named by a clear form: a signature, a speech tag, a colon
SHARED_CUES = 16  # maximum cues of a sentence that are read
SHARED_CONFIDENCES = (0.5, 0.6, 0.7, 0.8, 0.87, 0.95)  # bounds by which features tell confidences apart
SHARED_STEM = 6  # first letters of a word that stand for its stem

# classify
CLASSIFY_LONG = 6  # minimum words of a direct quote that nothing else marks as a sentence
CLASSIFY_LIST = 400  # maximum characters between two marked strings of one list
CLASSIFY_WORD = 40  # characters at the end of a quote that are searched for a nominalised verb
CLASSIFY_COLON = 3  # characters before a quote that are searched for a colon
CLASSIFY_LEAD = 40  # characters before a marked string that are searched for a word that announces a name
CLASSIFY_NEAR = 3  # maximum characters between a direct quote and the cue after it

# discourse_features
DISCOURSE_FEATURES_READ = 40  # maximum earlier subjects of a text that are ranked
DISCOURSE_FEATURES_SUBJECTS = 3  # rank of a subject from which features no longer tell ranks apart
DISCOURSE_FEATURES_AROUND = 15  # characters read before and after a mention
DISCOURSE_FEATURES_MENTIONS = 3  # maximum mentions of a candidate that are read
DISCOURSE_FEATURES_CUE = 5  # first letters of a cue that are a feature
DISCOURSE_FEATURES_ENDING = 3  # last letters of a word that are a feature
DISCOURSE_FEATURES_LEAST = 4  # minimum letters of a word that is compared with the candidate's words
DISCOURSE_FEATURES_CACHED = 4_096  # entries of the caches of folded words

# document_frames
DOCUMENT_FRAMES_DOCUMENTS = 4  # maximum document words (`report`) of a sentence that are checked for an issuer
DOCUMENT_FRAMES_SOURCE = 0.85  # confidence that a name before `according to` (tr `göre`) is the speaker
DOCUMENT_FRAMES_ISSUER = 0.88  # confidence that the issuer named beside a document is the speaker
DOCUMENT_FRAMES_KNOWN = 0.8  # confidence that the issuer named in an earlier sentence is the speaker
DOCUMENT_FRAMES_DOCUMENT = 0.6  # confidence that a document without an issuer is the speaker

# final_subjects
FINAL_SUBJECTS_BEFORE = 24  # characters before a name that are searched for an attributive participle
FINAL_SUBJECTS_NEAR = 12  # maximum characters between a subject and the quote or cue after it

# heading_quotes
HEADING_QUOTES_NEAR = 12  # quotes after a heading that are searched for the words of the heading
# confidence that the speaker of a later quote with the same words is that of the heading
HEADING_QUOTES_REPEATED = 0.85
HEADING_QUOTES_NEXT = 0.6  # confidence that the speaker of the next quote is that of the heading

# history
HISTORY_REACH = 40  # last quotations that are searched for the speaker before the last one
HISTORY_RECENT = 6  # last quotations whose speakers are candidates

# interviews
INTERVIEWS_LONGEST = 1_000  # maximum characters of a dialogue line that are searched
INTERVIEWS_LEAST = 3  # minimum lines of an interview
INTERVIEWS_LINE = 0.85  # confidence that the name before a line of an interview is its speaker
INTERVIEWS_WORDS = 5  # maximum words of a name before a colon

# known_speakers
KNOWN_SPEAKERS_BETWEEN = 60  # maximum characters by which a mention may start before the phrase that it overlaps

# linear_model
LINEAR_MODEL_CLIP = 60.0  # log-odds beyond which a score is clipped
LINEAR_MODEL_EDGE = 1e-9  # minimum distance of a probability from 0 and 1
LINEAR_MODEL_SMALLEST = 0.01  # absolute value from which a weight is written to the model's file

# marked_features
MARKED_FEATURES_LENGTHS = (1, 2, 3, 4, 6, 9, 14, 24)  # bounds by which features tell the number of marked words apart
MARKED_FEATURES_CLASSES = (1, 2, 4, 8)  # coarser bounds of the number of marked words
MARKED_FEATURES_CAPITALS = (0, 1, 2, 4)  # bounds by which features tell the number of capitalised words apart
MARKED_FEATURES_FEW = 4  # number of function words that features tell apart, and letters of a word before the marks
MARKED_FEATURES_LEAD = 40  # characters before the marks that are read for features
MARKED_FEATURES_END = 40  # characters at the end of the marked words that are read for features
MARKED_FEATURES_NEAR = 40  # characters beside the marks that are read for features
MARKED_FEATURES_FIRST = 6  # first letters of a word that are a feature
MARKED_FEATURES_LAST = 3  # last letters of a word that are a feature

# mention_features
MENTION_FEATURES_CUES = 12  # maximum cues of a sentence that are compared with a mention
MENTION_FEATURES_BESIDE = 12  # maximum characters between a name and an adjacent cue
MENTION_FEATURES_RELATIVE = 12  # characters after a name that are searched for a relative pronoun
# bounds by which features tell the number of words between name and quotation apart
MENTION_FEATURES_WORDS = (0, 1, 3, 6)

# name_evidence
NAME_EVIDENCE_SPANS = 12  # maximum mentions of a name that are read for evidence
NAME_EVIDENCE_WORDS = 10  # words on either side of a mention that are read for roles
NAME_EVIDENCE_REACH = 90  # characters on either side of a mention that are read for roles
NAME_EVIDENCE_LEAST = 4  # minimum letters of a word that may be a role
NAME_EVIDENCE_BEFORE_CUE = (14, 2)  # maximum characters, and words, between a subject and the cue after it
NAME_EVIDENCE_AFTER_CUE = (24, 3)  # maximum characters, and words, between a cue and the subject after it

# name_index
NAME_INDEX_HEAD = 5  # first letters of an institution noun that are compared
NAME_INDEX_ASIDE = 60  # characters before and after a name that are searched for its role
NAME_INDEX_PARTS = 4  # maximum words of a person's name in the index
NAME_INDEX_TITLE = 3  # letters up to which a title is not taken for the stem of a longer word
NAME_INDEX_CACHED = 8_192  # entries of the cache of stems of titles

# noun_phrases
NOUN_PHRASES_ABBREVIATION = 3  # maximum characters of a word that keeps its full stop as an abbreviation
NOUN_PHRASES_ACRONYM = 8  # maximum letters of an acronym that names an organization
NOUN_PHRASES_CACHED = 32_768  # entries of the caches of words with their case, title or head

# parsed_text
PARSED_TEXT_MOST = 32  # maximum marked strings of a sentence; phrases or cues kept from each end of a range
PARSED_TEXT_HEADING = 15  # maximum words of a heading in quotation marks
PARSED_TEXT_AFTER = 4  # characters after a quote that show whether its sentence goes on
PARSED_TEXT_BEFORE = 3  # characters before a quote that are searched for a colon

# quotation_context
CONTEXT_BEFORE = 120  # characters read before a quotation, or between a cue and the end of its clause
CONTEXT_AFTER = 60  # characters after a cue that are searched for a name
CONTEXT_SENTENCE = 1_500  # characters of the sentence on either side of a quotation that are read
CONTEXT_FINAL_BEFORE = 70  # characters before a quotation that are searched for a role, in verb-final languages
CONTEXT_FINAL_AFTER = 40  # characters after a cue that are searched for a role, in verb-final languages
CONTEXT_SHORT = 3  # words below which a quotation counts as short
CONTEXT_TAG = 40  # minimum characters of a quotation that is searched for a speech tag
CONTEXT_CUE = 3  # last letters of the word before a quotation that are a feature

# quotation_marks
QUOTATION_MARKS_REACH = 40  # maximum paragraphs that an unclosed quote may continue over

# reader
READER_SHARES = (0.4, 0.6, 0.8, 0.9, 0.97)  # bounds by which features tell a speaker's probability apart
READER_QUOTATION = 0.67  # minimum probability of a marked string that counts as a quotation

# reported_verb_adjacent
REPORTED_VERB_ADJACENT_WORDS = 2  # minimum words of a clause that is an indirect quote
REPORTED_VERB_ADJACENT_OPENING = 4  # minimum words of a clause before a comma and its cue; shorter ones are adverbials
REPORTED_VERB_ADJACENT_GUESSED = 0.6  # confidence below which no subject stands beside the cue
# maximum characters from a clause to its cue; twice that from the cue to the sentence's end
REPORTED_VERB_ADJACENT_TAIL = 60
REPORTED_VERB_ADJACENT_LESS = 0.8  # factor on the confidence of an indirect quote, compared with one in quotation marks
REPORTED_VERB_ADJACENT_COMPLEMENT = 0.9  # confidence of the subject of a cue before its clause: `X said that …`
REPORTED_VERB_ADJACENT_CLAUSE = 0.85  # confidence of the subject of a cue after its clause: `…, X said`
REPORTED_VERB_ADJACENT_SOURCE = 0.85  # confidence of the source after `according to`
REPORTED_VERB_ADJACENT_CARRIED = 0.75  # confidence of the last speaker if only the verb form marks reported speech

# reported_verb_final
REPORTED_VERB_FINAL_LAST = 0.65  # confidence of the last speaker if the cue of an indirect quote has no subject

# resolve
RESOLVE_SUBJECT = 0.92  # confidence of the party beside a cue, unless a frame gives another one

# signature
SIGNATURE_REACH = 120  # characters after a quotation that are searched for a signature
SIGNATURE_LONGEST = 100  # maximum characters of a signature
SIGNATURE_LEAST = 2  # minimum words of a name that signs a quotation in the next paragraph

# situation
SITUATION_TIGHT_AFTER = 3  # maximum characters between a quotation and an adjacent cue after it
SITUATION_TIGHT_BEFORE = 5  # maximum characters between an adjacent cue and the quotation after it
SITUATION_NEAR = 40  # maximum characters between a quotation and a cue near it

# speaker_candidates
SPEAKER_CANDIDATES_SENTENCES = 2  # sentences before a quotation that are searched for candidates
SPEAKER_CANDIDATES_PEOPLE = 3  # maximum most-mentioned people that are added as candidates
SPEAKER_CANDIDATES_MOST = 40  # maximum candidates of a quotation; the nearest are kept
SPEAKER_CANDIDATES_CACHED = 4_096  # entries of the cache of the words of names

# speaker_features
SPEAKER_FEATURES_FEW = (0, 1, 2, 4)  # bounds by which features tell small numbers apart
SPEAKER_FEATURES_FAR = (1, 2, 3, 5, 9)  # bounds by which features tell distances in sentences apart
SPEAKER_FEATURES_OPENING = 25  # maximum characters between the start of a sentence and a name that opens it
SPEAKER_FEATURES_NEXT = 30  # characters that are searched for the word after a quotation
SPEAKER_FEATURES_HEAD = 40  # maximum characters between a participle and the name that it modifies
SPEAKER_FEATURES_MOST = 3  # number of names or words from which features no longer tell numbers apart
SPEAKER_FEATURES_WORD = 6  # first letters of the word after a quotation that are a feature
SPEAKER_FEATURES_CUE = 5  # first letters of a cue that are a feature

# speech_tags
SPEECH_TAGS_LONGEST = 90  # maximum characters of a speech tag inside a quotation
SPEECH_TAGS_WORDS = 9  # maximum words of a speech tag inside a quotation
SPEECH_TAGS_MOST = 40  # maximum clauses of a quotation that are read for speech tags
SPEECH_TAGS_PRONOUN = 0.6  # confidence of the referent of a pronoun in a speech tag

# subjects
SUBJECTS_AFTER = 120  # characters after a cue that are searched for its subject
SUBJECTS_BEFORE = 400  # characters before a cue that are searched for its subject
SUBJECTS_GOVERNOR = 40  # characters before a noun that are searched for its preposition
SUBJECTS_BESIDE = 30  # maximum characters between a cue and the subject that follows it
SUBJECTS_LETTERS = 6  # maximum letters of an acronym; longer words in capitals are datelines
SUBJECTS_COLON = 3  # characters before a name that are searched for a punctuation mark
SUBJECTS_NOBODY = 0.55  # maximum confidence of the speaker for a cue without a subject
SUBJECTS_PRONOUN = 0.75  # maximum confidence of the referent of a pronoun that is the subject
SUBJECTS_ROLE = 0.7  # confidence of the person with a role that is the subject
SUBJECTS_UNNAMED_ROLE = 0.6  # confidence of a role that stays unnamed: `a spokesman`
SUBJECTS_CACHED = 4_096  # entries of the cache of texts before nouns

# unnamed_subjects
UNNAMED_SUBJECTS_AFTER = 90  # characters after a cue that are searched for an unnamed subject
UNNAMED_SUBJECTS_BEFORE = 200  # characters before a cue that are searched for an unnamed subject
UNNAMED_SUBJECTS_BEFORE_QUOTE = 400  # characters before a quotation that are searched for an unnamed subject
UNNAMED_SUBJECTS_LONGEST = 4  # maximum words of an unnamed subject
UNNAMED_SUBJECTS_SHORT = 3  # maximum words of an unnamed subject without a determiner
UNNAMED_SUBJECTS_MOST = 3  # maximum unnamed subjects of a quotation
UNNAMED_SUBJECTS_LEAST = 3  # minimum letters of an unnamed subject

# verb_adjacent
VERB_ADJACENT_NEAR = 90  # maximum characters between a quote and its cue
VERB_ADJACENT_TIGHT = 2  # maximum characters between a quote and a cue that needs no comma
VERB_ADJACENT_NOTED = 0.85  # confidence of the subject of a cue in a sentence without a quote
VERB_ADJACENT_TOPIC = 0.5  # confidence of a name that may be the topic of a sentence
VERB_ADJACENT_CUE_AFTER = 0.92  # confidence of the subject of a cue right after a quote: `"…," X said`
VERB_ADJACENT_CUE_BEFORE = 0.85  # confidence of the subject of a cue before a quote: `X said "…"`
VERB_ADJACENT_SOURCE = 0.85  # confidence of the source after `according to`
VERB_ADJACENT_COLON = 0.75  # confidence of a name before a colon without a cue
VERB_ADJACENT_FAR = 0.6  # confidence of the subject of a cue farther after a quote
VERB_ADJACENT_REPORTED = 0.6  # confidence of the last speaker for a quote whose verb form marks reported speech
VERB_ADJACENT_ANNOUNCED = 0.8  # confidence of the speaker announced by the sentence before a quote
VERB_ADJACENT_FLOATING = 0.55  # confidence of the last speaker for a quote that fills its sentence
VERB_ADJACENT_FRAGMENT = 0.45  # confidence of a name before a lower-case fragment, or of the last speaker

# verb_final
VERB_FINAL_LABEL_WORDS = 5  # maximum words of a quotation that is only a label
VERB_FINAL_BESIDE = 2  # maximum characters between a quotation and a word directly beside it
VERB_FINAL_TITLES = 3  # maximum titles between a verb and its subject
VERB_FINAL_PARTICIPLE = 40  # maximum characters between a participle and its subject
VERB_FINAL_CLAIM = 0.6  # confidence that a claim which a sentence only mentions has no speaker
VERB_FINAL_LABEL = 0.8  # confidence of the genitive before a label in quotation marks
VERB_FINAL_BETWEEN = 0.8  # confidence of a subject between a quotation and its cue
VERB_FINAL_UNNAMED = 0.8  # confidence of an unnamed subject: tr `görgü tanıkları`
VERB_FINAL_LED = 0.8  # confidence of the subject of a cue right before a quotation
VERB_FINAL_ISSUER = 0.8  # confidence of the last issuer of a document for an impersonal cue
VERB_FINAL_ANNOUNCED = 0.88  # confidence of the speaker announced by the sentence before a quotation
VERB_FINAL_GENITIVE = 0.8  # confidence of the genitive before a quotation that a noun of speech follows
VERB_FINAL_NOUN = 0.7  # confidence of the subject before a quotation that a noun of speech follows
VERB_FINAL_LAST_OF_NOUN = 0.5  # confidence of the last speaker before a quotation that a noun of speech follows
VERB_FINAL_LAST_OF_CUE = 0.7  # confidence of the last speaker for a cue or colon without a subject
VERB_FINAL_LAST = 0.6  # confidence of the last speaker for any other quotation
VERB_FINAL_FALLBACK = 0.5  # confidence of a genitive before an impersonal cue
