// SPDX-License-Identifier: MIT
// Examines the documents of a check, several at a time.
//
// A document is examined by itself, from rules and configurations that nobody changes any more; so threads share no more than the number of
// the next one. What is said and found stays with the document until all are done, so that the order in which they end tells nobody.
#include "api/check.h"
#include "base/locale.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

// The C library of Alpine gives a thread 128 KiB, which deep conditions do not do with.
enum { STACK_SIZE = 8 * 1024 * 1024 };

// --- One document ---------------------------------------------------------------------------------------------------

static bool exhausted(pf_check_job *job)
{
    pf_messages_exhausted_by(&job->said, job->name);
    return false;
}

static bool read_settings(const pf_check *check, pf_check_job *job, pf_given *given)
{
    for (size_t i = 0; i < check->options->setting_count; i++)
        if (!pf_setting_read(job->rules->rules, &check->options->settings[i], &given[i], &job->said))
            return false;
    return true;
}

static bool examine(const pf_check *check, pf_check_job *job, pf_gathering *gathering, pf_arena *arena, const pf_input *input)
{
    pf_document document;
    pf_given *given = pf_arena_array(arena, check->options->setting_count, sizeof *given);
    if (!given)
        return exhausted(job);
    if (!read_settings(check, job, given) || !pf_document_read(arena, input, &document, &job->said))
        return false;
    pf_check_request request = {job->rules->rules, job->target, &check->command_line, given, check->options->setting_count};
    pf_checked checked = {job->name, input->bytes, input->length};
    pf_engine_status status = pf_check_document(arena, &request, &checked, &document, gathering, &job->outcome, &job->said.diagnostics);
    return pf_engine_status_report(status, job->name, &document, &job->said) && job->outcome.judged;
}

// An empty document is no design; whatever else cannot be read is an error.
bool pf_check_is_empty(const pf_input_problem *problem)
{
    return strcmp(problem->code, "input-empty") == 0;
}

void pf_check_take(const pf_check *check, pf_check_job *job, pf_gathering *gathering, pf_input *input, const pf_input_problem *problem,
                   bool may_be_empty)
{
    pf_arena arena;
    pf_arena_init(&arena);
    job->gathering = gathering;
    job->first = gathering->count;
    job->taken = problem ? may_be_empty && pf_check_is_empty(problem) : examine(check, job, gathering, &arena, input);
    job->found = job->taken ? gathering->count - job->first : 0;
    if (problem && !job->taken)
        pf_input_problem_report(problem, job->name, &job->said.diagnostics);
    pf_arena_release(&arena);
    if (!problem && job->taken && check->options->keep_texts)
        job->text = *input;
    else
        pf_input_release(input);
}

static void take_document(const pf_check *check, pf_check_job *job, pf_gathering *gathering)
{
    pf_input input;
    pf_input_problem problem;
    if (!job->rules)
        return;
    bool read = pf_input_read_file(&input, job->path, 0, &problem);
    input.name = job->name;
    pf_check_take(check, job, gathering, &input, read ? NULL : &problem, strcmp(job->path, "-") != 0);
}

// --- All of them ----------------------------------------------------------------------------------------------------

typedef struct job_list {
    const pf_check *check;
    pf_check_job *jobs;
    size_t count;
    atomic_size_t next, done;
} job_list;

typedef struct job_worker {
    job_list *list;
    pf_gathering *gathering;
    bool tells; // how far all are
    pthread_t thread;
} job_worker;

static void tell_progress(job_list *list)
{
    const pf_check_options *options = list->check->options;
    if (options->progress)
        options->progress(options->context, atomic_load(&list->done), list->count);
}

static void work(const job_worker *worker)
{
    job_list *list = worker->list;
    for (size_t i; (i = atomic_fetch_add(&list->next, 1)) < list->count;) {
        if (worker->tells)
            tell_progress(list);
        take_document(list->check, &list->jobs[i], worker->gathering);
        atomic_fetch_add(&list->done, 1);
    }
}

static void *work_in_thread(void *worker)
{
    PF_IN_C_LOCALE;
    work(worker);
    return NULL;
}

// Fewer than wanted where the system has no more: the calling thread works too.
static size_t start(job_worker *workers, size_t count)
{
    pthread_attr_t attributes;
    size_t started = 1;
    if (count < 2 || pthread_attr_init(&attributes) != 0)
        return started;
    pthread_attr_setstacksize(&attributes, STACK_SIZE);
    while (started < count && pthread_create(&workers[started].thread, &attributes, work_in_thread, &workers[started]) == 0)
        started++;
    pthread_attr_destroy(&attributes);
    return started;
}

bool pf_check_reserve_gatherings(pf_check *check, size_t count)
{
    check->gatherings = pf_arena_array(&check->arena, count, sizeof *check->gatherings);
    check->gathering_count = check->gatherings ? count : 0;
    for (size_t i = 0; i < check->gathering_count; i++)
        pf_gathering_init(&check->gatherings[i]);
    return check->gatherings;
}

static size_t threads_for(const pf_check *check, size_t documents)
{
    size_t threads = check->options->threads < documents ? check->options->threads : documents;
    return threads ? threads : 1;
}

bool pf_check_run_jobs(pf_check *check, pf_check_job *jobs, size_t count)
{
    size_t threads = threads_for(check, count);
    job_list list = {.check = check, .jobs = jobs, .count = count};
    job_worker *workers = pf_arena_array(&check->arena, threads, sizeof *workers);
    if (!workers || !pf_check_reserve_gatherings(check, threads))
        return false;
    for (size_t i = 0; i < threads; i++)
        workers[i] = (job_worker){.list = &list, .gathering = &check->gatherings[i], .tells = i == 0};
    size_t started = start(workers, threads);
    work(&workers[0]);
    for (size_t i = 1; i < started; i++)
        pthread_join(workers[i].thread, NULL);
    return true;
}
