"""Numbers used to find quotes and speakers, grouped by module: limits, thresholds, and confidences from 0 to 1."""

# shared
# confidence of a speaker who is named in a signature, in a speech tag or, in verb-final languages, before a colon
SHARED_SURE = 0.9
SHARED_CUES = 16  # maximum number of cues of a sentence that are read, to find their subjects or clauses
# features say how many of these bounds are exceeded by the confidence of a proposed speaker
SHARED_CONFIDENCES = (0.5, 0.6, 0.7, 0.8, 0.87, 0.95)
SHARED_STEM = 6  # number of letters of a stem: the beginning of a word

# classify
# a quote that neither punctuation nor a cue marks as a sentence is direct if it has at least this many words
CLASSIFY_LONG = 6
# maximum number of characters between the first and the last name of a list of names in quotation marks (`"A", "B"`)
CLASSIFY_LIST = 400
# how many characters at the end of a quote are searched for a nominalised verb; a quote that has one is partial
CLASSIFY_WORD = 40
CLASSIFY_COLON = 3  # how many characters before a quote are searched for a colon, after which the quote is direct
CLASSIFY_LEAD = 40  # how many characters before quotation marks are searched for a word such as `called`
# a quote without punctuation at its end is partial if the cue after it begins more than this many characters later
CLASSIFY_NEAR = 3

# dash_dialogues
# minimum number of lines of a dialogue, and of questions with an answer in an interview, if each line opens with a dash
DASH_DIALOGUES_LEAST = 3
DASH_DIALOGUES_LONGEST = 1_000  # how many characters of a line that begins with a dash are searched for a speech tag

# discourse_features
DISCOURSE_FEATURES_READ = 40  # how many subjects before a quotation are ranked by how recent they are
DISCOURSE_FEATURES_SUBJECTS = 3  # maximum rank of a candidate as a recent subject; the most recent subject has rank 0
DISCOURSE_FEATURES_AROUND = 15  # how many characters before and after a mention are searched for a function word
DISCOURSE_FEATURES_MENTIONS = 3  # features give function words beside a candidate's first mentions, at most this many
DISCOURSE_FEATURES_CUE = 5  # a feature contains the first letters of a cue, at most this many
DISCOURSE_FEATURES_ENDING = 3  # a feature contains this many last letters of the last word of a candidate's name
# `the minister` is compared with words beside names; words with fewer letters than this, except acronyms, are ignored
DISCOURSE_FEATURES_LEAST = 4
DISCOURSE_FEATURES_CACHED = 4_096  # maximum number of entries in each cache of words and names

# document_frames
# maximum number of words such as `report` in a sentence for which the issuer of the document is looked for
DOCUMENT_FRAMES_DOCUMENTS = 4
DOCUMENT_FRAMES_SOURCE = 0.85  # confidence of a speaker whose name stands before tr `göre` (according to)
DOCUMENT_FRAMES_ISSUER = 0.88  # confidence of a speaker who issued the quoted document, named in the same sentence
DOCUMENT_FRAMES_KNOWN = 0.8  # confidence of a speaker who issued a document but is named only in an earlier sentence
DOCUMENT_FRAMES_DOCUMENT = 0.6  # confidence of a document as speaker, if it is unknown who issued it

# epithets
EPITHETS_BEFORE = 60  # how many characters before an epithet (`the coach`) are searched for a word such as `a`
EPITHETS_BEHIND = 40  # how many characters after a participle are searched for an epithet
EPITHETS_BESIDE = 3  # a name in apposition to an epithet begins fewer than this many characters after it
EPITHETS_MEANT = 0.7  # confidence of a speaker whom an epithet (`the coach`) means

# final_subjects
FINAL_SUBJECTS_BEFORE = 24  # how many characters before a name are searched for a participle (tr `konuşan`)
FINAL_SUBJECTS_NEAR = 12  # a subject is near a quote or cue if at most this many characters are between them

# heading_quotes
HEADING_QUOTES_NEAR = 12  # a quote in a heading may take its speaker from one of this many quotes after it
# confidence of the speaker of a quote in a heading, if the speaker is that of a later quote with the same words
HEADING_QUOTES_REPEATED = 0.85
# confidence of the speaker of a quote in a heading, if the speaker is that of a later quote with other words
HEADING_QUOTES_NEXT = 0.6

# history
HISTORY_REACH = 40  # how many recent quotations are searched for somebody other than the most recent speaker
HISTORY_RECENT = 6  # the speakers of this many recent quotations are candidates for the next quotation

# interviewees
# a text is an interview only if at least this many of its quotations answer the interviewer's lines
INTERVIEWEES_LEAST = 3
# a text is an interview only if at least this share of its strings in quotation marks answer the interviewer's lines
INTERVIEWEES_SHARE = 0.5
INTERVIEWEES_LINE = 300  # a line with more characters than this is not the interviewer's
INTERVIEWEES_WORDS = 3  # up to this many words before a colon are a speaker's name; more may be a question

# interviews
INTERVIEWS_LEAST = 3  # a text is an interview only if at least this many of its lines begin with a name and a colon
INTERVIEWS_LINE = 0.85  # confidence of a speaker who is named before a colon, or who is interviewed
INTERVIEWS_WORDS = 5  # maximum number of words of a name before the colon of a line

# known_speakers
KNOWN_SPEAKERS_BETWEEN = 60  # a mention that overlaps a phrase begins at most this many characters before the phrase

# linear_model
LINEAR_MODEL_CLIP = 60.0  # a score (log-odds) is limited to this absolute value before it is converted to a probability
LINEAR_MODEL_EDGE = 1e-9  # minimum distance of a probability from 0 and from 1 before it is converted to log-odds
LINEAR_MODEL_SMALLEST = 0.01  # minimum absolute value of a weight that is written to the file of a model

# marked_features
MARKED_FEATURES_CLASSES = (1, 2, 4, 8)  # features say how many of these bounds the number of quoted words exceeds
# a feature says how many of these bounds are exceeded by the number of capitalised words in quotation marks
MARKED_FEATURES_CAPITALS = (0, 1, 2, 4)
MARKED_FEATURES_FEW = 4  # a feature gives the number of function words in quotation marks, but at most this number
MARKED_FEATURES_LEAD = 40  # how many characters before quotation marks are searched for a word such as `called`
MARKED_FEATURES_END = 40  # how many characters at the end of the quoted words are searched for a nominalised verb
MARKED_FEATURES_NEAR = 40  # how many characters before and after the quotation marks are searched for the nearest words
MARKED_FEATURES_WORD = 6  # a feature contains this many first letters of the first word inside the quotation marks
MARKED_FEATURES_STEM = 5  # a feature contains this many first letters of the word after the quotation marks
# features say how many of these lengths (in characters) the sentence's longest other string in quotation marks exceeds
MARKED_FEATURES_LENGTHS = (0, 20, 60)
# With at least this many earlier strings in quotation marks, a feature gives the share of quotations among them. With
# fewer, the feature gives the number of these strings.
MARKED_FEATURES_SEEN = 3
# a feature says how many of these bounds the share of quotations among earlier strings in quotation marks exceeds
MARKED_FEATURES_TAKEN = (0.3, 0.6, 0.8, 0.99)
MARKED_FEATURES_FIRST = 6  # a feature contains this many first letters of the word before the quotation marks
MARKED_FEATURES_LAST = 3  # features contain this many last letters of each of the two words after the quotation marks
MARKED_FEATURES_CUE = 5  # a feature contains the first letters of the cue after the quotation marks, at most this many
MARKED_FEATURES_FAR = 3  # a cue is far if at least this many words are between the quotation marks and the cue
# a feature says how many of these bounds are exceeded by the number of words between quotation marks and cue
MARKED_FEATURES_GAPS = (0, 2)
MARKED_FEATURES_BACK = 2  # the previous quotation counts as recent if it is at most this many sentences back

# mention_features
MENTION_FEATURES_CUES = 12  # how many cues of a sentence are read, to describe the position of a mention
MENTION_FEATURES_BESIDE = 12  # a cue is next to a name if at most this many characters and one word are between them
MENTION_FEATURES_RELATIVE = 12  # how many characters after a name are searched for a relative pronoun
# a feature says how many of these bounds are exceeded by the number of words between name and quotation
MENTION_FEATURES_WORDS = (0, 1, 3, 6)

# name_evidence
NAME_EVIDENCE_SPANS = 12  # how many mentions of a name, from the first on, are searched for roles (`coach`) and titles
NAME_EVIDENCE_WORDS = 10  # how many words after a mention are searched for roles (`coach`); before it, one word fewer
NAME_EVIDENCE_REACH = 90  # how many characters before and after a mention are searched for roles (`coach`)
NAME_EVIDENCE_LEAST = 4  # minimum number of letters of a word that may be a role (`minister`), except acronyms
NAME_EVIDENCE_CACHED = 16_384  # maximum number of words for which a cache says whether they may be roles
# maximum gap between a subject and the cue after it: number of characters, number of words
NAME_EVIDENCE_BEFORE_CUE = (14, 2)
# maximum gap between a cue and the subject after it: number of characters, number of words; the first number is also
# how many characters before a name are searched for its title
NAME_EVIDENCE_AFTER_CUE = (24, 3)

# quotation_context
# how many characters before a quotation, or after the cue that follows it, are searched for roles and pronouns
CONTEXT_BEFORE = 120
CONTEXT_AFTER = 60  # how many characters after a cue are searched for a name
CONTEXT_SENTENCE = 1_500  # how many characters of the sentence are read on each side of a quotation, for its features
# verb-final languages: how many characters at the start of the clause that precedes a quotation are searched for a role
CONTEXT_FINAL_BEFORE = 70
CONTEXT_FINAL_AFTER = 40  # verb-final languages: how many characters after a participle are searched for a role
CONTEXT_SHORT = 3  # a quotation is short if it has fewer words than this
CONTEXT_CUE = 3  # a feature contains this many last letters of the word before a quotation

# reader
# a feature says how many of these bounds are exceeded by the probability of the most probable speaker
READER_SHARES = (0.4, 0.6, 0.8, 0.9, 0.97)
# minimum probability at which a string in quotation marks is taken for a quotation (adjusted: see `READER_SPEAKER`)
READER_QUOTATION = 0.6
# if the likeliest speaker is more probable than this, the minimum `READER_QUOTATION` is lowered, else it is raised
READER_SPEAKER = 0.75
# this factor × (probability of the likeliest speaker - `READER_SPEAKER`) is subtracted from `READER_QUOTATION`
READER_SLOPE = 0.2

# reported_verb_adjacent
# minimum number of words of an indirect quote in any language: `prices will fall` in `X said that prices will fall`
REPORTED_VERB_ADJACENT_WORDS = 2
# minimum number of words of a reported clause before a comma and a cue; a shorter clause is taken for an adverbial
REPORTED_VERB_ADJACENT_OPENING = 4
# a clause after a cue (`X said that …`) is an indirect quote only if the confidence of its speaker is at least this: a
# lower one means that the speaker was guessed. A cue at the start of a sentence needs no such confidence
REPORTED_VERB_ADJACENT_GUESSED = 0.6
# maximum number of characters between a reported clause and its cue. The sentence may go on for twice as many
# characters after the cue, or after the name in `according to X`
REPORTED_VERB_ADJACENT_TAIL = 60
# factor by which the confidence of an indirect quote is multiplied, because it is less certain than a direct quote
REPORTED_VERB_ADJACENT_LESS = 0.8
# confidence of a speaker who is the subject of a cue before the reported clause: `X said that …`
REPORTED_VERB_ADJACENT_COMPLEMENT = 0.9
# confidence of a speaker who is the subject of a cue after the reported clause: `…, X said`
REPORTED_VERB_ADJACENT_CLAUSE = 0.85
REPORTED_VERB_ADJACENT_SOURCE = 0.85  # confidence of a speaker who is named after `according to`, for an indirect quote
# confidence of crediting a sentence to the most recent speaker, if the form of its verb (de `sei`) is the only sign
# that the sentence is reported speech
REPORTED_VERB_ADJACENT_CARRIED = 0.75

# reported_verb_final
# confidence that the most recent speaker says an indirect quote whose cue has no subject
REPORTED_VERB_FINAL_LAST = 0.65

# resolve
RESOLVE_SUBJECT = 0.92  # default confidence of a speaker who is named beside a cue

# signature
SIGNATURE_REACH = 120  # how many characters after a quotation are searched for a signature
SIGNATURE_LONGEST = 100  # maximum number of characters of a line that is a signature
SIGNATURE_LEAST = 2  # minimum number of words of a name, in brackets or in the next paragraph, that signs a quotation

# situation
# a cue after a quotation is adjacent to it if at most this many characters are between them
SITUATION_TIGHT_AFTER = 3
SITUATION_TIGHT_BEFORE = 5  # a cue before a quotation is adjacent to it if at most this many characters separate them
SITUATION_NEAR = 40  # a cue is near a quotation if at most this many characters are between them

# speaker_candidates
# how many sentences before the quotation's sentence are searched for candidates for its speaker
SPEAKER_CANDIDATES_SENTENCES = 2
# how many of the people with the most mentions are candidates for the speaker of each quotation
SPEAKER_CANDIDATES_PEOPLE = 3
# maximum number of candidates for a quotation's speaker; frames (sentence patterns) may propose more candidates
SPEAKER_CANDIDATES_MOST = 40
SPEAKER_CANDIDATES_CACHED = 4_096  # maximum number of entries in the cache of the words of names

# speaker_features
# a feature says how many of these bounds are exceeded by the number of cues whose subject is the candidate
SPEAKER_FEATURES_FEW = (0, 1, 2, 4)
# features say how many of these bounds are exceeded by the number of sentences since the candidate was last mentioned
SPEAKER_FEATURES_FAR = (1, 2, 3, 5, 9)
# a name opens its sentence if it begins fewer than this many characters after the start of the sentence
SPEAKER_FEATURES_OPENING = 25
SPEAKER_FEATURES_QUESTION = 300  # how many characters before a quotation are searched for a question that it answers
SPEAKER_FEATURES_NEXT = 30  # how many characters after a quotation are searched for the next word, for a feature
SPEAKER_FEATURES_HEAD = 40  # a participle modifies a name after it only if at most this many characters separate them
# maximum value of two features: the number of names in a sentence, and the number of words in a name
SPEAKER_FEATURES_MOST = 3
SPEAKER_FEATURES_WORD = 6  # a feature contains this many first letters of the word after a quotation
SPEAKER_FEATURES_CUE = 5  # a feature contains the first letters of a cue, at most this many

# speech_tags
SPEECH_TAGS_LEAST = 40  # a quotation with fewer characters than this is not searched for a speech tag (`said Ann`)
SPEECH_TAGS_LONGEST = 90  # maximum number of characters of a speech tag inside a quotation (`said Ann`)
SPEECH_TAGS_WORDS = 9  # maximum number of words of a speech tag inside a quotation (`said Ann`)
SPEECH_TAGS_MOST = 40  # how many clauses of a quotation are searched for a speech tag (`said Ann`)
SPEECH_TAGS_PRONOUN = 0.6  # confidence of a speaker whom a pronoun in a speech tag means (`said she`)

# subjects
SUBJECTS_AFTER = 120  # how many characters after a cue are searched for its subject
SUBJECTS_BEFORE = 400  # how many characters before a cue are searched for its subject
SUBJECTS_GOVERNOR = 40  # how many characters before a noun are searched for its preposition
SUBJECTS_BESIDE = 30  # maximum number of characters between a cue and the subject after it
SUBJECTS_LETTERS = 6  # maximum number of letters of an acronym; longer words in capitals are datelines (`LONDON`)
SUBJECTS_COLON = 3  # how many characters before a name are searched for a mark that ends the previous sentence
SUBJECTS_NOBODY = 0.55  # a speaker has at most this confidence if the cue of the quote has no subject
SUBJECTS_PRONOUN = 0.75  # a speaker has at most this confidence if the subject of the cue is a pronoun (`she said`)
SUBJECTS_ROLE = 0.7  # confidence of a speaker whose role (`the minister`) is the subject of the cue
SUBJECTS_UNNAMED_ROLE = 0.6  # confidence of an unnamed speaker whose role (`a spokesman`) is the subject of the cue
SUBJECTS_CACHED = 4_096  # maximum number of texts for which a cache says whether they end in a preposition

# unnamed_subjects
UNNAMED_SUBJECTS_AFTER = 90  # how many characters after a cue are searched for a common noun as its subject
UNNAMED_SUBJECTS_BEFORE = 200  # how many characters before a cue are searched for a common noun as its subject
# in verb-final languages, how many characters before a quotation are searched for a common noun as subject, and how
# many before and after the quotation for a document (`report`) as subject
UNNAMED_SUBJECTS_AROUND_QUOTE = 400
# maximum number of words, without the article, of a common noun phrase that is a subject; the rest is cut off
UNNAMED_SUBJECTS_LONGEST = 4
UNNAMED_SUBJECTS_SHORT = 3  # maximum number of words of a common noun phrase without determiner (`the`) as subject
UNNAMED_SUBJECTS_MOST = 3  # maximum number of common nouns that are candidates for a quotation's speaker
UNNAMED_SUBJECTS_ELIDED = 2  # maximum number of letters of an elided word before an apostrophe: fr `d'`, `qu'`
UNNAMED_SUBJECTS_LEAST = 3  # minimum number of letters of a common noun that may be a subject

# verb_adjacent
# a cue is near a quote if at most this many characters are between them; also, how many characters at the start of a
# sentence are searched for the name that later pronouns may mean
VERB_ADJACENT_NEAR = 90
# maximum number of characters between a quote and the cue after it, if the quote does not end in `,`, `?` or `!`
VERB_ADJACENT_TIGHT = 2
VERB_ADJACENT_NOTED = 0.85  # confidence of a speaker who is the subject of a cue in a sentence without quotes
# confidence of a speaker who is the subject of a cue soon after the quote: `"…," X said`
VERB_ADJACENT_CUE_AFTER = 0.92
VERB_ADJACENT_CUE_BEFORE = 0.85  # confidence of a speaker who is the subject of a cue before the quote: `X said "…"`
VERB_ADJACENT_SOURCE = 0.85  # confidence of a speaker who is named after `according to`
VERB_ADJACENT_COLON = 0.75  # confidence of a speaker who is named before a colon, without a cue
VERB_ADJACENT_FAR = 0.6  # confidence of a speaker who is the subject of a cue far after the quote
# confidence that the most recent speaker says a quote in a sentence with a verb form of reported speech (de `sei`)
VERB_ADJACENT_REPORTED = 0.6
VERB_ADJACENT_ANNOUNCED = 0.8  # confidence of a speaker whom the sentence before the quote announces
VERB_ADJACENT_FLOATING = 0.55  # confidence that a quote which is a whole sentence is by the most recent speaker
# confidence that a quote which starts in lower case is by the most recent speaker (or by a person named before it)
VERB_ADJACENT_FRAGMENT = 0.45

# verb_final
# a quote of at most this many words is a term, not speech, if the subject is between the quote and the cue
VERB_FINAL_LABEL_WORDS = 5
VERB_FINAL_BESIDE = 2  # a word is directly beside a quotation if at most this many characters are between them
VERB_FINAL_TITLES = 3  # maximum number of titles of a person between a verb and its subject
VERB_FINAL_PARTICIPLE = 40  # maximum number of characters between a participle and its subject after it
VERB_FINAL_CLAIM = 0.6  # confidence that a quotation has no speaker: the next word calls it a claim (tr `iddiası`)
# confidence of a speaker in the genitive, if the quoted words are only what this speaker calls something: tr `Demir'in
# "…" olarak nitelediği` (which Demir calls "…")
VERB_FINAL_LABEL = 0.8
VERB_FINAL_BETWEEN = 0.8  # confidence of a speaker who is named between a quotation and its cue
VERB_FINAL_UNNAMED = 0.8  # confidence of an unnamed speaker (tr `görgü tanıkları`) who is the subject of the cue
VERB_FINAL_LED = 0.8  # confidence of a speaker who is the subject of a cue directly before a quotation
# confidence that the issuer of the most recent document is the speaker, if the cue is passive (tr `belirtildi`)
VERB_FINAL_ISSUER = 0.8
VERB_FINAL_ANNOUNCED = 0.88  # confidence of a speaker whom the sentence before the quotation announces
# confidence of a speaker in the genitive before a quotation: tr `Demir'in "…" sözleri` (Demir's words "…")
VERB_FINAL_GENITIVE = 0.8
# confidence that the subject before a quotation is its speaker, if a noun such as tr `sözleri` (words) follows
VERB_FINAL_NOUN = 0.7
# confidence that the most recent speaker says a quotation, if no subject precedes it, and a noun such as tr `sözleri`
# (words) follows it
VERB_FINAL_LAST_OF_NOUN = 0.5
# confidence that the most recent speaker says a quotation, if the cue (or the words before a colon) has no subject
VERB_FINAL_LAST_OF_CUE = 0.7
# confidence that the most recent speaker says a quotation that is a whole sentence, directly follows a cue without a
# subject, or has a passive cue (tr `belirtildi`: it was stated)
VERB_FINAL_LAST = 0.6
# confidence that a name in the genitive before a passive cue is the speaker; used if nobody has spoken yet
VERB_FINAL_FALLBACK = 0.5
