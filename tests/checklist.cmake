set(DUBAN_TESTS_CHECKLIST
    engine/checklist/checklist_test.cpp
    engine/checklist/documents_test.cpp
    engine/checklist/duties_test.cpp
    engine/checklist/folder_test.cpp
    engine/checklist/html_test.cpp
    engine/checklist/page_test.cpp
    engine/checklist/town_test.cpp)
