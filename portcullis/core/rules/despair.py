from portcullis.core.assessment import Axis
from portcullis.core.rules.phrase import Rule

rule = Rule(
    "welfare",
    Axis.APPROACH,
    "The author, or someone close to them, may be in despair or danger. This is a concern for them, not a flag.",
    "can't go on|cant go on|end it|end my life|my life|be here|kill myself|take my own|suicidal|give up|given up|no point|myself|better off without|can't cope|cant cope|can't take|cant take|nothing to live|wake up|self harm|self-harm|goodbye|crisis|not eaten|no food|desperate",
    r"\b(?:i|we) (?:really |just |honestly |literally )?(?:can't|cant|cannot|can not|don't think i can) (?:go on(?! (?:holiday|strike|a|to|the|with|about|for|my)\b)|cope|carry on|keep going|do this any ?more|take (?:any|much) more|live like this)\b",
    r"\b(?:i|i'm|im|i've|ive|i'll) (?:\w++ ){0,3}?(?:kill myself|end my life|ending my life|end it(?: all)?|ending it(?: all)?|take my (?:own )?life|taking my (?:own )?life|hang myself|harm myself|hurt myself|hurting myself|suicidal|don't want to be here|dont want to be here|don't want to (?:live|wake up)|no reason to live|nothing (?:left )?to live for)\b",
    r"\b(?:i )?(?:don't|dont|do not) want to (?:be here|be alive|live|wake up)\b(?: any ?more)?|\b(?:better off without me|no point (?:in )?(?:living|going on|me)|wish i (?:was|were) dead|wish i hadn't woken)\b",
    r"\b(?:my|our) (?:son|daughter|husband|wife|mum|dad|brother|sister|partner|mate|friend|neighbour|child) (?:\w++ ){0,4}?(?:suicidal|tried to (?:kill|end|take)|wants to die|is going to (?:kill|hurt) (?:him|her)self|self[- ]harm\w*+)\b",
)
