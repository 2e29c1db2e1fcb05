// SPDX-License-Identifier: GPL-3.0-or-later
// node run.js PATH-OF-tieout-sandbox: starts it and lets Xero's own SDK and contract judge it.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { spawn } = require('node:child_process');

const SKIPPED = 77;
if (!fs.existsSync(path.join(__dirname, 'node_modules', 'xero-node'))) {
  console.log('SKIPPED: xero-node is not installed; run "npm ci" in tests/sandbox/node');
  process.exit(SKIPPED);
}
const { XeroClient } = require('xero-node');
const { contract } = require('./contract.js');

function startSandbox(program) {
  const child = spawn(program, ['--port', '0', '--demo', '--limits', 'off'],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}`)));
    child.stdout.on('data', (text) => {
      const found = /listening on (\S+)/.exec(text);
      if (found) resolve({ child, url: found[1] });
    });
  });
}

async function post(url, body = {}) {
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  const json = await answer.json();
  assert.equal(answer.status, 200, `${url}: ${JSON.stringify(json)}`);
  return json;
}

// The SDK rejects with a JSON text.
async function refusal(promise) {
  try {
    await promise;
  } catch (error) {
    return JSON.parse(typeof error === 'string' ? error : JSON.stringify(error)).response;
  }
  assert.fail('Xero would have refused this');
}

const steps = [];
const step = (name, run) => steps.push({ name, run });
const line = (amount) => [{ description: 'Broadband', quantity: 1, unitAmount: amount, accountCode: '200' }];
const invoice = (number, amount, contactID) => ({
  type: 'ACCREC', status: 'AUTHORISED', invoiceNumber: number, contact: { contactID }, date: '2026-11-01',
  dueDate: '2026-11-30', lineAmountTypes: 'Inclusive', lineItems: line(amount),
});

step('creates contacts and reads them back', async ({ api, tenant, seen }) => {
  const made = await api.createContacts(tenant, { contacts: [
    { name: 'Pelican Waters Medical', contactNumber: '10482', emailAddress: 'a@pelican.example' },
    { name: 'Gull Street Dental', contactNumber: '10483' }] }, false, 'contacts-1');
  seen.contact = made.body.contacts[0].contactID;
  const read = await api.getContact(tenant, seen.contact);
  assert.equal(read.body.contacts[0].contactNumber, '10482');
  const again = await api.createContacts(tenant, { contacts: [
    { name: 'Pelican Waters Medical', contactNumber: '10482', emailAddress: 'a@pelican.example' },
    { name: 'Gull Street Dental', contactNumber: '10483' }] }, false, 'contacts-1');
  assert.equal(again.body.contacts[0].contactID, seen.contact, 'the same key gives the same answer');
});

step('creates invoices, also when one of them is wrong', async ({ api, tenant, seen }) => {
  const made = await api.createInvoices(tenant, { invoices: [
    invoice('INV-1', 888, seen.contact), invoice('INV-2', 60.5, seen.contact),
    invoice('INV-1', 1, seen.contact)] }, false, 4, 'invoices-1');
  const [first, second, third] = made.body.invoices;
  assert.equal(first.total, 888);
  assert.equal(first.totalTax, 80.73);
  assert.equal(third.hasErrors, true);
  assert.equal(third.validationErrors[0].message, 'Invoice # must be unique.');
  seen.invoices = [first.invoiceID, second.invoiceID];
});

step('pages', async ({ api, tenant, seen }) => {
  const page = await api.getInvoices(tenant, undefined, undefined, 'InvoiceNumber ASC', undefined,
    undefined, undefined, undefined, 2, false, false, 4, false, 1);
  assert.equal(page.body.pagination.pageCount, 2);
  assert.equal(page.body.invoices[0].invoiceNumber, 'INV-2');
  assert.equal(page.body.invoices[0].lineItems[0].unitAmount, 60.5);
  const later = await api.getInvoices(tenant, new Date(Date.now() + 60_000));
  assert.equal(later.body.invoices.length, 0);
  const filtered = await api.getInvoices(tenant, undefined,
    `Status=="AUTHORISED" AND Contact.ContactID==guid("${seen.contact}")`);
  assert.equal(filtered.body.invoices.length, 2);
});

step('makes an overpayment of a bank transaction and allocates it', async ({ api, tenant, seen }) => {
  const made = await api.createBankTransactions(tenant, { bankTransactions: [{
    type: 'RECEIVE-OVERPAYMENT', contact: { contactID: seen.contact }, bankAccount: { code: '091' },
    date: '2026-11-12', lineAmountTypes: 'NoTax',
    lineItems: [{ description: 'PAY-77', quantity: 1, unitAmount: 100 }] }] }, false, 4, 'overpayment-1');
  seen.overpayment = made.body.bankTransactions[0].overpaymentID;
  const put = await api.createOverpaymentAllocations(tenant, seen.overpayment,
    { allocations: [{ amount: 60.5, invoice: { invoiceID: seen.invoices[1] }, date: '2026-11-12' }] },
    false, 'allocation-1');
  assert.equal(put.body.allocations[0].allocationID, undefined);
  const read = (await api.getOverpayment(tenant, seen.overpayment)).body.overpayments[0];
  assert.equal(read.remainingCredit, 39.5);
  const paid = (await api.getInvoice(tenant, seen.invoices[1])).body.invoices[0];
  assert.equal(String(paid.status), 'PAID');
  assert.equal(paid.amountCredited, 60.5);
  seen.allocation = read.allocations[0].allocationID;
});

step('refuses what is more than is due, in words', async ({ api, tenant, seen }) => {
  const response = await refusal(api.createOverpaymentAllocations(tenant, seen.overpayment,
    { allocations: [{ amount: 1, invoice: { invoiceID: seen.invoices[1] }, date: '2026-11-12' }] }));
  assert.equal(response.statusCode, 400);
  assert.deepEqual(response.body.Elements[0].ValidationErrors.map((each) => each.Message), [
    'The invoice you are trying to allocate to has already been paid off',
    'Overpayment cannot be allocated as amount is greater than amount outstanding']);
});

step('takes an allocation back', async ({ api, tenant, seen }) => {
  const gone = await api.deleteOverpaymentAllocations(tenant, seen.overpayment, seen.allocation);
  assert.equal(gone.body.isDeleted, true);
  const open = (await api.getInvoice(tenant, seen.invoices[1])).body.invoices[0];
  assert.equal(open.amountDue, 60.5);
});

step('creates and deletes a payment', async ({ api, tenant, seen }) => {
  const body = { invoice: { invoiceID: seen.invoices[0] }, account: { code: '090' }, date: '2026-11-13', amount: 888 };
  const made = await api.createPayments(tenant, { payments: [body] }, false, 'payment-1');
  const id = made.body.payments[0].paymentID;
  const response = await refusal(api.createPayments(tenant, { payments: [body] }));
  assert.deepEqual(response.body.Elements[0].ValidationErrors.map((each) => each.Message), [
    'Payments can only be made against Authorised documents',
    'Payment amount exceeds the amount outstanding on this document']);
  const gone = await api.deletePayment(tenant, id, { status: 'DELETED' });
  assert.equal(String(gone.body.payments[0].status), 'DELETED');
  assert.equal((await api.getInvoice(tenant, seen.invoices[0])).body.invoices[0].amountDue, 888);
});

step('makes a credit note, allocates it and voids an invoice', async ({ api, tenant, seen }) => {
  const made = await api.createCreditNotes(tenant, { creditNotes: [{ type: 'ACCRECCREDIT', status: 'AUTHORISED',
    creditNoteNumber: 'CN-9', contact: { contactID: seen.contact }, date: '2026-11-14', lineItems: line(10),
    lineAmountTypes: 'Inclusive' }] });
  const id = made.body.creditNotes[0].creditNoteID;
  await api.createCreditNoteAllocation(tenant, id,
    { allocations: [{ amount: 10, invoice: { invoiceID: seen.invoices[1] }, date: '2026-11-14' }] });
  assert.equal(String((await api.getCreditNote(tenant, id)).body.creditNotes[0].status), 'PAID');
  const voided = await api.updateInvoice(tenant, seen.invoices[0],
    { invoices: [{ invoiceID: seen.invoices[0], status: 'VOIDED' }] });
  assert.equal(String(voided.body.invoices[0].status), 'VOIDED');
});

step('reads settings, items, transfers and batches', async ({ api, tenant, seen }) => {
  assert.equal((await api.getOrganisations(tenant)).body.organisations[0].name, 'Coastline Broadband Pty Ltd');
  assert.ok((await api.getAccounts(tenant)).body.accounts.length > 5);
  assert.ok((await api.getTaxRates(tenant)).body.taxRates.length > 2);
  assert.ok((await api.getItems(tenant)).body.items.length > 4);
  await api.createBatchPayment(tenant, { batchPayments: [{ account: { code: '090' }, date: '2026-11-15',
    payments: [{ invoice: { invoiceID: seen.invoices[1] }, amount: 50.5 }] }] });
  assert.equal((await api.getBatchPayments(tenant)).body.batchPayments[0].totalAmount, 50.5);
  await api.createBankTransfer(tenant, { bankTransfers: [{ fromBankAccount: { code: '090' },
    toBankAccount: { code: '092' }, amount: 5, date: '2026-11-15' }] });
  assert.equal((await api.getBankTransfers(tenant)).body.bankTransfers[0].amount, 5);
});

async function main() {
  const { child, url } = await startSandbox(process.argv[2]);
  child.removeAllListeners('exit');
  try {
    const token = await post(`${url}/sandbox/token`);
    const client = new XeroClient({ clientId: 'x', clientSecret: '' });
    client.accountingApi.basePath = `${url}/api.xro/2.0`;
    client.setTokenSet({ access_token: token.access_token });
    const world = { api: client.accountingApi, tenant: token.tenantId, seen: {}, url, token };
    for (const { name, run } of steps) {
      await run(world);
      console.log(`ok   ${name}`);
    }
    await post(`${url}/sandbox/human/create-prepayment`,
      { contact: '10483', amount: 55, date: '2026-11-15', bank: '092' });
    console.log(`ok   ${await contract(world)}`);
  } finally {
    child.kill('SIGTERM');
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
