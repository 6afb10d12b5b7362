"""The contenders "pytorch eager" and "pytorch compiled" (torch.compile): a plain training loop as PyTorch's users write it
for speed on a processor: channels_last, fused Adam, the loss from logits; argument eager or compiled."""
import os
import shutil
import sys

from serve import Missing, Side, serve, timed

from importTorch import torch
from prepared import Prepared
from pytorchNetwork import Network
import torch.nn.functional as F


class PyTorchLoop(Side):
    def __init__(self, compiled):
        self.compiled = compiled

    def setup(self, folder):
        if self.compiled and not (os.environ.get("CXX") or any(map(shutil.which, ["g++", "clang++", "c++"]))):
            raise Missing("torch.compile needs a C++ compiler: install g++ (Debian and Ubuntu: apt install g++)")
        self.data = data = Prepared(folder)
        torch.manual_seed(1)
        self.inputs, self.targets = torch.from_numpy(data.inputs), torch.from_numpy(data.targets)
        network = Network(data.network, data.weights).to(memory_format=torch.channels_last)
        self.optimizer = torch.optim.Adam(network.parameters(), lr=data.adam["learningRate"], eps=data.adam["epsilon"], fused=True)
        costs = {"meanSquaredError": F.mse_loss, "meanAbsoluteError": F.l1_loss}

        def output_of(x):
            return torch.sigmoid(network(x)) if network.ends_in_sigmoid else network(x)

        def loss_of(x, y):
            if data.loss == "binaryCrossentropy":
                return F.binary_cross_entropy_with_logits(network(x), y)
            return costs[data.loss](output_of(x), y)

        self.loss_of, self.output_of = (map(torch.compile, (loss_of, output_of)) if self.compiled else (loss_of, output_of))
        with torch.no_grad():
            first = loss_of(channels_first(self.inputs[:data.batch_size]), channels_first(self.targets[:data.batch_size]))
        warm_up = self.epoch(torch.arange(data.images))
        self.predict_all()
        return {"version": f"Python {sys.version.split()[0]}, PyTorch {torch.__version__}, {torch.get_num_threads()} threads",
                "firstLoss": float(first), "warmUpLoss": warm_up}

    def epoch(self, order):
        total, size = torch.zeros(()), self.data.batch_size
        for start in range(0, len(order), size):
            positions = order[start:start + size]
            self.optimizer.zero_grad(set_to_none=True)
            loss = self.loss_of(channels_first(self.inputs[positions]), channels_first(self.targets[positions]))
            loss.backward()
            self.optimizer.step()
            total += loss.detach() * len(positions)
        return float(total) / len(order)

    def predict_all(self):
        size = self.data.batch_size
        with torch.inference_mode():
            return torch.cat([self.output_of(channels_first(batch)) for batch in self.inputs.split(size)]).numpy()

    def train(self, epoch):
        seconds, loss = timed(lambda: self.epoch(torch.randperm(self.data.images)))
        return {"seconds": seconds, "images": self.data.images, "loss": loss}

    def predict(self):
        seconds, _ = timed(self.predict_all)
        return {"seconds": seconds, "images": self.data.images}


def channels_first(batch):
    """[N,H,W,C] seen as [N,C,H,W]: PyTorch's channels_last, without a copy."""
    return batch.permute(0, 3, 1, 2)


serve(PyTorchLoop(compiled=sys.argv[1] == "compiled"))
