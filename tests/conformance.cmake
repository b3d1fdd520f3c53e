set(DUBAN_CONFORMANCE
    conformance/checklist_test.py
    conformance/command_line_test.py
    conformance/documents_test.py
    conformance/first_light_test.py
    conformance/hand_in_test.py
    conformance/law_test.py
    conformance/wrong_input_test.py)
