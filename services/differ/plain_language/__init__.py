"""Changes in plain language, written by a language model where an operator names an endpoint to ask.

Off by default, and the rest is whole without it. What it writes is marked as generated; a point whose quote does not
stand verbatim in the change is dropped, and a summary without a point left is not taken. `prompt` and `answer` are
pure; `model` asks an OpenAI-compatible endpoint through its official library; `writing` is the differ's task, with a
budget of tokens a day and nothing asked twice.
"""
