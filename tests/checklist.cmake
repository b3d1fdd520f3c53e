set(DUBAN_TESTS_CHECKLIST engine/checklist/checklist_test.cpp)
