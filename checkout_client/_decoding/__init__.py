"""From decoded JSON to models: strict about types, with the path of what is wrong.

``converter.decode(model_class, value)`` is the way in. Modules: ``converter`` (the function that reads each type),
``readers`` (the functions that read classes), ``fields`` (declared types), ``mismatch`` (the error), ``strict_json``.

Ways to make the models that were tried, for a page of 100 Sessions (``python spec/measure_decoding.py``, Python 3.11):

======================  =======  =======================================================
way                     time     note
======================  =======  =======================================================
functions per shape     1.1 ms   chosen: written once 32 objects had the same keys
functions per class     1.4 ms   looks each field up by name, and the keys' shape
field by field          4.4 ms   how the first objects of each shape are read
cattrs' own functions   5.5 ms   without type checks, unknown fields and paths
======================  =======  =======================================================
"""
